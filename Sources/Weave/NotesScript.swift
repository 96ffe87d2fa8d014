import Literate

/// What is said of a chapter's names, as a script that its page loads when a reader first asks.
enum NotesScript {
    /// Where it lies.
    static func path(_ chapter: Chapter) -> String { "notes/\(chapter.name).js" }

    /// The script: for each note its declaration, its words and where they lead.
    static func page(_ chapter: Chapter, _ annotations: CodeAnnotations, _ addresses: SymbolAddresses) -> Page
    {
        var script = ScriptText(calling: "bookNotes")
        script.array { script in
            for note in annotations.notes {
                script.array { script in
                    script.string(note.declaration.utf8, keepsLines: true)
                    script.string(note.summary.utf8)
                    if let address = note.symbol.flatMap({ addresses[$0] }) { script.string(address.utf8) }
                }
            }
        }
        return Page(path: path(chapter), bytes: script.finish())
    }
}
