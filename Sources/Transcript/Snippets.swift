/// Tells that a snippet begins. Written into chapters' programs; not for use by hand.
public func _transcriptBegin(_ part: Int) {
    guard let channel = Channel.shared else { return }
    channel.record("begin", part, channel.outputSize())
}

/// Tells that the last snippet ended. Written into chapters' programs; not for use by hand.
public func _transcriptEnd() {
    guard let channel = Channel.shared else { return }
    channel.record("end", 0, channel.outputSize())
}

/// Tells the value of a statement. Written into chapters' programs; not for use by hand.
@discardableResult
public func _transcriptValue<Value>(_ part: Int, _ number: Int, _ value: Value) -> Value {
    if let channel = Channel.shared {
        var text = ""
        print(value, terminator: "", to: &text)
        channel.record("value", part, number, text)
    }
    return value
}
