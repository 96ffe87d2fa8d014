import Foundation
import Literate

/// pandoc, which turns TeX into MathML.
public struct Pandoc: Sendable, Equatable {
    /// The program.
    public let tool: Tool
    /// The version whose output the committed pages have.
    public static let referenceVersion = "2.17.1.1"

    /// Finds pandoc.
    ///
    /// - Parameter folder: An existing folder in which to remember its version.
    /// - Throws: ``ToolMissing``; ``StartError`` or ``FileError`` where the machine is at fault.
    public static func find(remembering folder: String? = nil) throws -> Pandoc {
        Pandoc(
            tool: try Tool.find(
                "pandoc", as: "pandoc", package: "pandoc", asking: ["--version"], remembering: folder))
    }

    /// Each formula as MathML, or what is wrong with its TeX: in one call, in the order of the formulas.
    ///
    /// The formulas are given as pandoc's own document tree, so that nothing in them can end them.
    ///
    /// - Throws: ``ToolFailed`` if pandoc answers something else; ``StartError`` or ``FileError``.
    public func mathML(_ formulas: [Formula]) throws -> [Result<MathML, TeXFault>] {
        guard !formulas.isEmpty else { return [] }
        return try WorkFolder.with { folder in
            let log = "\(folder)/log.json"
            let answer = try tool.run(
                ["--from=native", "--to=html", "--mathml", "--wrap=preserve", "--quiet", "--log=\(log)"],
                input: Self.document(formulas), in: folder)
            let messages = try ResultCoder.decode(try Files.read(log), as: [Message].self)
            return try results(formulas, Self.parts(String(decoding: answer, as: UTF8.self)), messages)
        }
    }

    private struct Message: Decodable {
        let type: String
        let contents: String?
        let message: String?
    }

    private func results(
        _ formulas: [Formula], _ parts: [Substring], _ messages: [Message]
    ) throws -> [Result<MathML, TeXFault>] {
        guard parts.count == formulas.count else {
            throw ToolFailed(tool: "pandoc", reason: "\(parts.count) answers to \(formulas.count) formulas")
        }
        return zip(formulas, parts).map { formula, part in
            guard part.hasPrefix("<math") else {
                let message = messages.first {
                    $0.type == "CouldNotConvertTeXMath"
                        && Self.trimmed($0.contents ?? "") == Self.trimmed(formula.tex)
                }
                return .failure(Self.fault(message?.message ?? "", in: formula.tex))
            }
            do throws(MathMLFault) {
                return .success(try MathML(checking: String(part)))
            } catch {
                return .failure(TeXFault(message: error.message, line: 0, column: 0))
            }
        }
    }

    // MARK: The way there

    /// A document of one division for each formula.
    private static func document(_ formulas: [Formula]) -> String {
        let blocks = formulas.map { formula in
            let kind = formula.isDisplay ? "DisplayMath" : "InlineMath"
            return "Div (\"\",[],[]) [Plain [Math \(kind) \(literal(formula.tex))]]"
        }
        return "[" + blocks.joined(separator: "\n,") + "]\n"
    }

    /// A string as Haskell writes it.
    private static func literal(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            // `\&` parts the number from a digit that follows.
            case _ where scalar.value < 0x20 || scalar.value >= 0x7F: result += "\\\(scalar.value)\\&"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    // MARK: The way back

    /// What stands in each division. Text is escaped, so no formula can hold such a tag.
    private static func parts(_ html: String) -> [Substring] {
        html.split(separator: "<div>\n", omittingEmptySubsequences: false).dropFirst().compactMap { part in
            part.range(of: "\n</div>", options: .backwards).map { part[..<$0.lowerBound] }
        }
    }

    /// pandoc drops blanks around a formula.
    private static func trimmed(_ tex: String) -> Substring {
        let rest = tex.drop(while: \.isWhitespace)
        return rest[..<(rest.lastIndex { !$0.isWhitespace }.map(rest.index(after:)) ?? rest.startIndex)]
    }

    /// Reads `line of the TeX`, `   ^` below the place, `unexpected …`, `expecting …`.
    private static func fault(_ message: String, in tex: String) -> TeXFault {
        let said = message.split(separator: "\n", omittingEmptySubsequences: false)
        guard
            let caret = said.indices.dropFirst().first(where: {
                said[$0].hasSuffix("^") && said[$0].dropLast().allSatisfy { $0 == " " }
            })
        else {
            return TeXFault(message: "pandoc can't read it", line: 0, column: 0)
        }
        let reason =
            said[(caret + 1)...].first { $0.hasPrefix("unexpected") }.map(String.init) ?? "it ends too early"
        let lines = tex.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.firstIndex { $0 == said[caret - 1] } ?? 0
        var before = Substring(
            lines[..<line].map { $0 + "\n" }.joined()
                + (lines.isEmpty ? "" : lines[line].prefix(said[caret].count - 1)))
        // The mark stands behind a command and the blanks that follow it.
        if let command = reason.firstMatch(of: /\\([A-Za-z]+|.)$/)?.0,
            let place = before.range(of: command, options: .backwards)
        {
            before = before[..<place.lowerBound]
        }
        let column = before.utf8.count - (before.lastIndex(of: "\n").map { before[...$0].utf8.count } ?? 0)
        return TeXFault(message: reason, line: before.count { $0 == "\n" }, column: column)
    }
}
