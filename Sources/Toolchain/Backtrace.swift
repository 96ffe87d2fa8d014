/// The backtrace that Swift's runtime prints for a crashed thread.
struct Backtrace {
    /// One line of it: `2 [ra] 0x000… f() + 405 in program at /books/04-x.md:77:41`.
    struct Frame {
        let text: Substring

        /// The line and column, if the frame is in the file.
        func place(in file: String) -> CompilerMessage.Place? {
            guard let at = text.ranges(of: " at ").last(where: { isPath(text[$0.upperBound...], of: file) })
            else {
                return nil
            }
            let numbers = text[at.upperBound...].split(separator: ":").suffix(2).compactMap { Int($0) }
            guard numbers.count == 2, numbers[0] > 0 else { return nil }
            return .init(file: file, line: numbers[0], column: numbers[1])
        }

        /// Whether this is the file's path, perhaps below the folder of the compilation, and a place.
        private func isPath(_ text: Substring, of file: String) -> Bool {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count > 2 else { return false }
            let path = parts.dropLast(2).joined(separator: ":")
            return path == file || path.hasSuffix("/" + file)
        }
    }

    /// Innermost first.
    let frames: [Frame]
    /// What the crash is called, such as `Bad pointer dereference`.
    let cause: String?
    /// Whether the address that could not be read or written lies where the stack would grow.
    let isStackOverflow: Bool

    init(_ lines: ArraySlice<Substring>) {
        let crash = lines.first { $0.hasPrefix("*** Program crashed: ") }
        let words = crash?.dropFirst("*** Program crashed: ".count)
        let name = words.map {
            $0.prefix(upTo: $0.firstRange(of: " at ")?.lowerBound ?? $0.endIndex).lowercased()
        }
        cause = name?.isEmpty == false ? name : nil
        frames = lines.filter { line in
            let fields = line.split(separator: " ", maxSplits: 1)
            return fields.count == 2 && Int(fields[0]) != nil && fields[1].contains("0x")
                && fields[1].contains(" in ")
        }.map { Frame(text: $0) }

        let address = words?.split(separator: " ").first { $0.hasPrefix("0x") }.flatMap(Self.hexadecimal)
        let pointer = lines.lazy.compactMap { line -> UInt64? in
            let fields = line.split(separator: " ")
            return fields.count > 1 && (fields[0] == "rsp" || fields[0] == "sp")
                ? Self.hexadecimal(fields[1]) : nil
        }.first
        guard let address, let pointer, words?.hasPrefix("Bad pointer") == true else {
            isStackOverflow = false
            return
        }
        // Below the pointer by a call, or above it within the frame that no longer fits. What else
        // is that near the pointer is stack that exists, and would not have failed.
        isStackOverflow = address &+ (1 << 20) >= pointer && address < pointer &+ (8 << 20)
    }

    /// What the compiler's own check found: it prints nothing, but leaves its name in the innermost frames.
    var runtimeFailure: String? {
        let mark = "Swift runtime failure: "
        guard let frame = frames.first, let start = frame.text.firstRange(of: mark)?.upperBound else {
            return nil
        }
        let text = frame.text[start...]
        let end = text.ranges(of: " in ").last?.lowerBound ?? text.endIndex
        return end == text.startIndex ? nil : String(text[..<end])
    }

    private static func hexadecimal(_ word: Substring) -> UInt64? {
        word.hasPrefix("0x") ? UInt64(word.dropFirst(2), radix: 16) : nil
    }
}
