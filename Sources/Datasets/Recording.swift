import Distillation

/// A word spoken once, with what is known about the voice.
///
/// ```swift
/// let recordings = try Recording.spokenDigits()
/// print(recordings[0].word, recordings[0].voice, recordings[0].accent)  // → zero m1 en-us
/// ```
public struct Recording: Equatable, Sendable {
    /// The word that was spoken.
    public let word: String
    /// The name of the voice.
    public let voice: String
    /// The kind of English, as a code.
    public let accent: String
    /// Words a minute.
    public let speed: Int
    /// From 0 to 99.
    public let pitch: Int
    /// The sound: ``sampleRate`` values a second, the largest of a recording about ±24000.
    public let samples: [Int16]

    /// The number of samples a second.
    public static let sampleRate = 7350

    /// The ten digits in the order of their values.
    public static let digits = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ]

    /// The voices that sound like nobody one knows: a whisper, a croak, and two machines.
    public static let strangeVoices = ["whisper", "croak", "klatt4", "robosoft3"]

    /// The ten digits and ten other words in English, spoken by a machine: 920 recordings by 24 voices.
    ///
    /// **Synthetic speech**, by the program espeak-ng 1.51: nobody's voice. Each voice says each digit three times,
    /// every time with another accent, speed and pitch; twenty ordinary voices also say ten words that are no digits,
    /// once each.
    ///
    /// ```swift
    /// let recordings = try Recording.spokenDigits()
    /// print(recordings.count, recordings.count { Recording.digits.contains($0.word) })  // → 920 720
    /// ```
    ///
    /// - Throws: `DataFileError` where the file that comes with the library is truncated or altered.
    public static func spokenDigits() throws -> [Recording] {
        try spokenDigits(contentsOf: try DataFile.bundled("spoken-digits.adpcm"))
    }

    /// The same recordings from a copy of `spoken-digits.adpcm` at `path`.
    ///
    /// ```swift
    /// do {
    ///     _ = try Recording.spokenDigits(contentsOf: "nowhere.adpcm")
    /// } catch {
    ///     print(error)  // → nowhere.adpcm: there is no such file
    /// }
    /// ```
    ///
    /// - Throws: `DataFileError` where there is none, or it is truncated or altered.
    public static func spokenDigits(contentsOf path: String) throws -> [Recording] {
        let file = try DataFile(path)
        try file.require(
            bytes: 1_025_846, sha256: "bf9ef123159ebcbe11103dca31832d72c4a53a577d6f98f0e6d6e891ed08d8f8")
        var rest = file.bytes[...]
        var lines: [String] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
            lines.append(String(decoding: rest[..<end], as: UTF8.self))
            rest = rest[(end + 1)...]
        }
        rest = rest.dropFirst()
        return try lines.map { line in
            let cells = line.split(separator: " ").map(String.init)
            let numbers = cells.dropFirst(3).compactMap { Int($0) }
            guard cells.count == 6, numbers.count == 3, (numbers[2] + 1) / 2 <= rest.count else {
                throw file.error("the line “\(line)” is no recording")
            }
            let samples = ADPCM.samples(rest.prefix((numbers[2] + 1) / 2), count: numbers[2])
            rest = rest.dropFirst((numbers[2] + 1) / 2)
            return Recording(
                word: cells[0], voice: cells[1], accent: cells[2], speed: numbers[0], pitch: numbers[1],
                samples: samples)
        }
    }
}
