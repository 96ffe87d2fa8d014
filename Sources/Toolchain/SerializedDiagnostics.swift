extension CompilerMessage {
    /// Reads the file that `-serialize-diagnostics-path` makes, in the order of its messages, each
    /// followed by its notes; nil if it is no such file.
    ///
    /// The text that the compiler prints cannot be read back: below each message it shows a line
    /// of the source, which may look like a message itself. Codes and fields are those of Clang's
    /// `SerializedDiagnostics.h`, version 2.
    static func read(serialized bytes: [UInt8]) -> [CompilerMessage]? {
        guard let blocks = Bitstream.blocks(of: bytes, signature: "DIAG") else { return nil }
        var reader = Reader()
        for block in blocks where block.id == 9 { reader.add(block) }
        return reader.messages
    }

    private struct Reader {
        var messages: [CompilerMessage] = []
        /// Names of files by number. Each is told once, before the first message in it.
        private var files: [UInt64: String] = [:]

        mutating func add(_ block: Bitstream.Block) {
            for record in block.records {
                switch (record.code, record.fields.count) {
                case (6, 1...): files[record.fields[0]] = String(decoding: record.blob, as: UTF8.self)
                case (2, 8...): messages.append(message(record))
                default: break
                }
            }
            for note in block.blocks { add(note) }
        }

        private func message(_ record: Bitstream.Record) -> CompilerMessage {
            let severities: [UInt64: Severity] = [1: .note, 2: .warning, 3: .error, 4: .error, 5: .remark]
            let place = files[record.fields[1]].map {
                Place(
                    file: $0, line: Int(clamping: record.fields[2]), column: Int(clamping: record.fields[3]))
            }
            return CompilerMessage(
                severities[record.fields[0]] ?? .remark, String(decoding: record.blob, as: UTF8.self),
                at: place,
                offset: place == nil ? nil : Int(clamping: record.fields[4]))
        }
    }
}
