#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The open files that a program reads from and writes to.
struct OutputFiles {
    /// Where they are, without symbolic links.
    let folder: String
    let input: Int32
    let output: Int32
    let error: Int32
    let channel: Int32?

    init(in folder: String, input bytes: [UInt8], hasChannel: Bool) throws(FileError) {
        guard let folder = Path.real(folder) else { throw FileError("open", folder) }
        self.folder = folder
        // Appending, so that a child that forked and its parent never overwrite each other.
        let flags = O_RDWR | O_CREAT | O_TRUNC | O_APPEND
        var opened: [Int32] = []
        func open(_ path: String, _ flags: Int32) throws(FileError) -> Int32 {
            do throws(FileError) {
                let file = try Self.open(path, flags)
                opened.append(file)
                return file
            } catch {
                for file in opened { Toolchain.close(file) }
                throw error
            }
        }
        if bytes.isEmpty {
            input = try open("/dev/null", O_RDONLY)
        } else {
            try Files.write(bytes, to: "\(folder)/stdin")
            input = try open("\(folder)/stdin", O_RDONLY)
        }
        output = try open("\(folder)/stdout", flags)
        error = try open("\(folder)/stderr", flags)
        channel = hasChannel ? try open("\(folder)/channel", flags) : nil
    }

    func close() {
        for file in [input, output, error] + (channel.map { [$0] } ?? []) { Toolchain.close(file) }
    }

    /// Which limit their sizes break, if any.
    func exceeded(_ limits: Limits) -> Limit? {
        let sizes = [size(output), size(error)] + (channel.map { [size($0)] } ?? [])
        return sizes.contains { $0 > limits.outputBytes } ? .output : nil
    }

    func size(_ file: Int32) -> Int {
        var status = stat()
        return fstat(file, &status) == 0 ? Int(status.st_size) : 0
    }

    func read(_ file: Int32, _ limits: Limits) -> [UInt8] {
        Files.read(file, from: 0, limit: limits.outputBytes) ?? []
    }

    /// Opens a file above the numbers that a program expects its own at, never to be inherited.
    private static func open(_ path: String, _ flags: Int32) throws(FileError) -> Int32 {
        let file = openFile(path, flags | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileError("open", path) }
        guard file < 10 else { return file }
        let moved = fcntl(file, F_DUPFD_CLOEXEC, 10)
        let code = errno
        Toolchain.close(file)
        guard moved >= 0 else { throw FileError("open", path, code: code) }
        return moved
    }
}

// The system's own, where a method of the same name hides them.
private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }
private func close(_ file: Int32) { _ = closeFile(file) }
#if canImport(Glibc)
    private let closeFile = Glibc.close
#else
    private let closeFile = Darwin.close
#endif
