extension Document {
    /// The document of an empty file: what stands for a file that could not be read.
    public init() {
        var root = Record(.document, parent: -1)
        root.end = 1
        root.start = SourcePosition(line: 1, column: 1)
        root.stop = root.start
        source = Source("")
        records = [root]
        text = []
    }
}
