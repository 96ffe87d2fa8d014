import ArgumentParser
import Literate
import Toolchain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What is said to the user, and where.
enum Console {
    /// Whether somebody looks at standard error while we work.
    static let isWatched = isatty(2) == 1

    /// A line on standard error.
    static func say(_ text: String) { write(text + "\n", to: 2) }

    /// A line on standard output.
    static func answer(_ text: String) { write(text + "\n", to: 1) }

    /// Text as it is.
    static func write(_ text: String, to descriptor: Int32) { put(Array(text.utf8), to: descriptor) }

    /// Ends the process.
    static func leave(_ code: Int32) -> Never { exit(code) }

    /// Tells an error that is not in a chapter, and returns the exit code that it means.
    static func report(_ error: any Error) -> Int32 {
        switch error {
        case let missing as ToolMissing:
            say("error: \(missing)")
            return 3
        case let usage as UsageError:
            say("error: \(usage.message)")
            return 2
        case let library as LibraryError:
            say("error: \(library)")
            return 1
        case let file as FileError:
            say("error: \(file)")
            return 1
        case let start as StartError:
            say("error: \(start)")
            return 1
        default:
            let isHelp = Entry.exitCode(for: error) == .success
            // It repeats the arguments, in which anything may stand.
            let lines = Entry.fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
            write(lines.map { Visible.line(String($0)) + "\n" }.joined(), to: isHelp ? 1 : 2)
            return isHelp ? 0 : 2
        }
    }
}

private func put(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { done += count } else if errno != EINTR { return }
    }
}

/// A command line that can't be carried out.
struct UsageError: Error, CustomStringConvertible {
    let message: String
    var description: String { message }
}
