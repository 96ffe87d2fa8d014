/// The blocks that hold inlines.
extension TreeBuilder {
    mutating func readParagraph(_ record: inout Record, through last: Int) {
        let first = Int(record.startLine)
        var content = InlineContent(reusing: locator.content)
        content.append(line(first), number: first, from: Int(record.startColumn) - 1, isClean: isClean)
        for number in first + 1..<max(last, first) + 1 { append(number, to: &content) }
        startInlines(content, from: ReferenceDefinitions.end(in: content.bytes, from: 0), &record)
        record.stop = endOfLine(last)
    }

    mutating func readHeading(_ record: inout Record) {
        let first = Int(record.startLine)
        let column = Int(record.startColumn)
        var content = InlineContent(reusing: locator.content)
        let scanner = LineScanner(line(first))
        var offset = column - 1
        while scanner[offset] == "#" { offset += 1 }
        let level = offset - column + 1
        if (1...6).contains(level), scanner.isBlank(at: offset) || scanner[offset] == "\n" {
            while scanner.isBlank(at: offset) { offset += 1 }
            content.append(line(first), number: first, from: offset, isClean: isClean)
            startInlines(content, from: 0, &record)
            locator.blockOffset = offset
            record.start.column = column
            record.stop = endOfLine(first)
            return
        }
        // The underline is the first that follows more than reference definitions. libcmark's own last line
        // is one too late, except at the end of the file.
        content.append(line(first), number: first, from: column - 1, isClean: isClean)
        var start = 0
        var number = first
        while number < source.lineCount {
            number += 1
            let (scanner, isMatched) = continuation(number)
            if isMatched, scanner.indent < 4, scanner.isSetextUnderline {
                start = ReferenceDefinitions.end(in: content.bytes, from: start)
                if start < content.bytes.count { break }
            }
            append(number, to: &content)
        }
        startInlines(content, from: start, &record)
        record.stop = endOfLine(number)
    }

    /// Adds a further line of a paragraph: without its blanks unless it is a lazy one, whose blanks
    /// libcmark keeps.
    func append(_ number: Int, to content: inout InlineContent) {
        let (scanner, isMatched) = continuation(number)
        if isMatched {
            content.append(line(number), number: number, from: scanner.firstNonspace, isClean: isClean)
        } else {
            content.append(
                line(number), number: number, from: scanner.contentOffset,
                virtualSpaces: scanner.virtualSpaces,
                isClean: isClean)
        }
    }

    mutating func startInlines(_ content: InlineContent, from start: Int, _ record: inout Record) {
        locator.start(content, from: start, blockOffset: Int(record.startColumn) - 1)
        record.start = locator.position
    }
}
