// What the page, here node, calls. A 64-bit integer comes out as a BigInt.

@_expose(wasm, "teacher") @_cdecl("teacher")
func teacher() -> UInt64 { (try? referenceTraining().teacher) ?? 0 }

@_expose(wasm, "student") @_cdecl("student")
func student() -> UInt64 { (try? referenceTraining().student) ?? 0 }
