/// A program that behaves as badly as its first argument says.
let behavioursSource = #"""
    import Glibc

    typealias Fork = @convention(c) () -> Int32
    let forkNow = unsafeBitCast(dlsym(nil, "fork")!, to: Fork.self)

    func say(_ text: String, to file: Int32 = 1) { _ = text.withCString { write(file, $0, strlen($0)) } }
    func start(_ words: [String], environment: [String]) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(&attributes, 0x80)  // in a session of its own
        var process: pid_t = 0
        var arguments = words.map { strdup($0) } + [nil]
        var entries = environment.map { strdup($0) } + [nil]
        posix_spawn(&process, words[0], nil, &attributes, &arguments, &entries)
        say("\(process)\n")
    }

    let number = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2])! : 0
    switch CommandLine.arguments[1] {
    case "loop": while true {}
    case "stop": raise(SIGSTOP)
    case "stubborn":
        var all = sigset_t()
        sigfillset(&all)
        sigprocmask(SIG_BLOCK, &all, nil)
        while true { pause() }
    case "output": while true { say(String(repeating: "x", count: 1000)) }
    case "error": while true { say(String(repeating: "x", count: 1000), to: 2) }
    case "channel": while true { say(String(repeating: "x", count: 1000), to: 3) }
    case "sparse": ftruncate(1, 1 << 40); while true { pause() }
    case "grow":
        var list: [Int] = []
        while true { list.append(1) }
    case "family":  // no process alone is too large
        for _ in 0..<4 where forkNow() == 0 {
            let bytes = [UInt8](repeating: 1, count: number << 20)
            while bytes[0] == 1 { pause() }
        }
        while true { pause() }
    case "huge": print([UInt8](repeating: 1, count: 1 << 42).count)
    case "allocate":
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 45)
        bytes[0] = 1
        print(bytes[0])
    case "reserve":  // asked for but never used
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: number << 20)
        bytes[0] = 1
        print(bytes[0])
    case "fork":
        let child = forkNow()
        if child == 0 { while true { pause() } }
        say("\(child)\n")
    case "daemon":
        setsid()
        if forkNow() == 0 {
            setsid()
            let daemon = forkNow()
            if daemon == 0 {
                for file in 0...9 { close(Int32(file)) }
                while true { pause() }
            }
            say("\(daemon)\n")
            exit(0)
        }
        sleep(1)
    case "nameless": start(["/bin/sleep", "1000"], environment: [])
    case "spawn": start(["/bin/sleep", "1000"], environment: ["A=b"])
    case "brief": if forkNow() == 0 { usleep(3000); _exit(0) }
    case "exit": exit(Int32(number))
    case "signal": raise(Int32(number))
    case "write":
        say("out"); say("err", to: 2); say("chan", to: 3); say("put")
    case "files":
        for file in 0..<200 where fcntl(Int32(file), F_GETFD) >= 0 { print(file) }
    case "limits":
        var core = rlimit()
        getrlimit(__rlimit_resource_t(4), &core)
        print(core.rlim_cur, getsid(0) == getpid(), signal(SIGPIPE, SIG_DFL) == nil)
    case "input":
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = read(0, &bytes, 100)
        print(count, String(decoding: bytes[..<count], as: UTF8.self))
    case "environment": print(getenv("WORD").map { String(cString: $0) } ?? "none")
    case "folder": print(String(cString: getcwd(nil, 0)))
    case "slowly":
        for word in ["one\n", "two\n", "three\n"] { say(word); say("[\(word)]", to: 3); usleep(150_000) }
    default: exit(99)
    }
    """#
