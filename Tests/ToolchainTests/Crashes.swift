/// A program that crashes in the way that its first argument names, at the line that stands before each.
let crashesSource = #"""
    import Glibc

    struct Oops: Error, CustomStringConvertible { var description: String { "it went\nwrong" } }
    func recurse(_ n: Int) -> Int { n == -1 ? 0 : 1 + recurse(n + 1) }
    func deepen(_ n: Int) -> Int {
        var frame = InlineArray<100_000, Int>(repeating: n)
        frame[n] = 1
        return n == -1 ? 0 : frame[1] + deepen(n + 1)
    }
    func say(_ text: String) { _ = text.withCString { write(2, $0, strlen($0)) } }
    let which = CommandLine.arguments[1]
    var zero = CommandLine.arguments.count - 2
    let none: Int? = zero == 0 ? nil : 1
    var list = [1, 2, 3]
    #sourceLocation(file: "lectures/my text.md", line: 10)
    if which == "subscript" { print(list[zero + 3]) }
      if which == "precondition" { precondition(zero == 1, "first line\nsecond line") }
    if which == "unwrap" { print(none!) }
    if which == "overflow" { print(Int.max - 1 + list[1]) }
    if which == "division" { print(1 / zero) }
    if which == "stack" { print(recurse(0)) }
    if which == "frames" { print(deepen(0)) }
    if which == "abort" { abort() }
    if which == "exit" { exit(3) }
    if which == "throw" { throw Oops() }
    if which == "fake" { say("Fatal error: fake\nx: Fatal error: fake"); fatalError("true") }
    if which == "fake overflow" { say("Fatal error: fake\n"); print(Int8(list[2] - 100) * 2) }
    if which == "fake kill" { say("Fatal error: fake\n"); kill(getpid(), SIGKILL) }
    if which == "fake null" { say("Fatal error: fake\n"); print(UnsafePointer<Int>(bitPattern: 8)!.pointee) }
    if which == "assert" { assert(zero == 1, "claim") }
    if which == "plain assert" { assert(zero == 1) }
    if which == "plain precondition" { precondition(zero == 1) }
    if which == "plain fatal" { fatalError() }
    if which == "cast" { print((list as Any) as! String) }
    if which == "try" { try! { throw Oops() }() }
    if which == "closure" { [1].forEach { x in
        list.withUnsafeBufferPointer { print(x / ($0.count - 3)) } } }
    if which == "quote" { fatalError("he said: Fatal error: no") }
    if which == "thread" { await Task.detached { fatalError("elsewhere") }.value }
    if which == "exclusive" { func f(_ a: inout Int, _ b: () -> Void) { b() }; f(&zero) { zero += 1 } }
    if which == "unicode" { fatalError("größer als → 😀") }
    """#
