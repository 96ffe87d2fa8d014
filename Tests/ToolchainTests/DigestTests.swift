import Testing

@testable import Toolchain

@Suite("A digest")
struct DigestTests {
    // FIPS 180-4's examples, and those that NIST gives for long messages.
    @Test(
        "equals the published one",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ])
    func known(text: String, digest: String) {
        #expect(Digest(of: Array(text.utf8)).description == digest)
    }

    @Test("is the same however the bytes are cut")
    func pieces() {
        for (length, cut) in (0...130).flatMap({ length in (0...length).map { (length, $0) } }) {
            let bytes = (0..<length).map { UInt8($0) }
            var hash = SHA256()
            hash.update(Array(bytes[..<cut]))
            hash.update(Array(bytes[cut...]))
            #expect(hash.finish() == Digest(of: bytes).bytes)
        }
    }

    @Test("of parts knows where each ends")
    func parts() {
        let lists = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["", "abc"], []]
        #expect(Set(lists.map { Digest(ofParts: $0) }).count == lists.count)
    }
}
