import CCmark

extension TreeBuilder {
    /// Completes an inline's record, which holds its kind and its parent.
    mutating func readInline(_ node: OpaquePointer, _ record: inout Record) {
        switch record.tag {
        case .text, .code, .htmlInline:
            append(cmark_node_get_literal(node), to: &record.middle)
        case .link, .image:
            append(cmark_node_get_url(node), to: &record.middle)
            let title = cmark_node_get_title(node)
            record.hasTitle = title != noTitle
            append(title, to: &record.last)
        default: break
        }
        record.middle = max(record.first, record.middle)
        record.last = Int32(text.count)
        let parent = records[open]
        locator.locate(&record, in: text, isAutolink: parent.tag == .link && parent.detail == "<")
    }

    mutating func append(_ string: UnsafePointer<CChar>?, to end: inout Int32) {
        if let string {
            let length = strlen(string)
            string.withMemoryRebound(to: UInt8.self, capacity: length) {
                text.append(contentsOf: UnsafeBufferPointer(start: $0, count: length))
            }
        }
        end = Int32(text.count)
    }
}
