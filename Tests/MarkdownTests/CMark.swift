import CCmark

/// What libcmark itself renders.
///
/// It is told to repair what is not UTF-8, which by default it hands on: a page must be text.
func cmarkHTML(_ bytes: [UInt8]) -> [UInt8] {
    let root = bytes.withUnsafeBytes {
        cmark_parse_document(
            $0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count, CMARK_OPT_VALIDATE_UTF8)
    }
    defer { cmark_node_free(root) }
    let html = cmark_render_html(root, CMARK_OPT_DEFAULT)!
    defer { cmark_get_default_mem_allocator().pointee.free(html) }
    return html.withMemoryRebound(to: UInt8.self, capacity: strlen(html)) {
        Array(UnsafeBufferPointer(start: $0, count: strlen(html)))
    }
}
