import Distillation
import Testing

@testable import Datasets

/// Sums and features computed by other programs: Python's audioop, and numpy's Fourier transform.
@Suite struct SpeechTests {
    @Test("The recordings are decoded as by another decoder, each with its word and voice")
    func recordings() throws {
        let recordings = try Recording.spokenDigits()
        #expect(recordings.count == 920)
        var (count, sum, weighted) = (0, 0, 0)
        for (place, recording) in recordings.enumerated() {
            count += recording.samples.count
            for (t, sample) in recording.samples.enumerated() {
                sum += Int(sample)
                weighted += Int(sample) * (t % 7 + 1) * (place + 1)
            }
        }
        #expect(count == 1_996_485 && sum == 98_196_774 && weighted == 172_336_896_502)
        var voices: [String] = []
        for recording in recordings where !voices.contains(recording.voice) { voices.append(recording.voice) }
        #expect(voices.count == 24 && Recording.strangeVoices.allSatisfy(voices.contains))
        for voice in voices {
            let own = recordings.filter { $0.voice == voice }
            #expect(Recording.digits.allSatisfy { digit in own.count { $0.word == digit } == 3 })
            #expect(own.count == (Recording.strangeVoices.contains(voice) ? 30 : 40))
        }
        #expect(recordings[919].word == "nine" && recordings[919].voice == "robosoft3")
    }

    @Test("The features are those of another Fourier transform")
    func features() throws {
        let recordings = try Recording.spokenDigits()
        let features = try LogMelGrid(parts: 8, bands: 16).features(of: recordings)
        #expect(features.rows == 920 && features.columns == 128)
        let expected: [Float] = [2.40051431, 2.12751368, 0.44518465, -2.64812491]
        for (column, value) in expected.enumerated() {
            #expect((features[0, column] - value).magnitude < 1e-5)
        }
        #expect((features[919, 127] + 5.700442163).magnitude < 1e-5)
        let sum = features.elements.reduce(0.0) { $0 + Double($1) }
        #expect((sum + 138_011.994988).magnitude < 0.01)
    }

    @Test("The features have the same bits on every machine")
    func bits() throws {
        let recordings = try Recording.spokenDigits()
        let features = try LogMelGrid(parts: 4, bands: 8).features(of: recordings)
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for value in features.elements { hash = (hash ^ UInt64(value.bitPattern)) &* 0x0000_0100_0000_01b3 }
        #expect(hash == 0xd249_fc4b_bcb5_a4e2)
    }

    @Test("The fast transform is the slow one", arguments: [2, 8, 64])
    func transform(count: Int) {
        var generator = RandomGenerator(seed: 1)
        let values = (0..<count).map { _ in generator.normal() }
        let power = FourierTransform(count: count).power(values)
        #expect(power.count == count / 2 + 1)
        for k in 0...count / 2 {
            let angles = (0..<count).map { 2 * Double.pi * Double(k * $0 % count) / Double(count) }
            let re = zip(values, angles).reduce(0) { $0 + $1.0 * Double.cos($1.1) }
            let im = zip(values, angles).reduce(0) { $0 + $1.0 * Double.sin($1.1) }
            #expect((power[k] - (re * re + im * im)).magnitude < 1e-12 * Double(count * count))
        }
    }

    @Test("A pure tone is loudest in the band of its pitch, in every part")
    func tone() throws {
        let grid = try LogMelGrid(parts: 3, bands: 10)
        let tone = (0..<4000).map { Int16(20_000 * Double.sin(2 * .pi * 1000 * Double($0) / 7350)) }
        let features = grid.features(of: tone)
        for part in 0..<3 {
            let bands = features[part * 10..<part * 10 + 10]
            // 1000 Hz are 1000 mel; the bands' centres are 150 + 172 k.
            #expect(bands.firstIndex(of: bands.max()!)! - part * 10 == 4)
        }
    }

    @Test("Silence, and sound shorter than a frame, have finite features")
    func short() throws {
        let grid = try LogMelGrid(parts: 4, bands: 5)
        for samples in [[], [1], [Int16](repeating: 0, count: 500)] {
            let features = grid.features(of: samples)
            #expect(features.count == 20 && features.allSatisfy { $0.isFinite && $0 < -13 })
        }
    }

    @Test("Parts and bands that cannot be are refused")
    func refusals() {
        #expect(throws: InvalidArgument.self) { try LogMelGrid(parts: 0, bands: 5) }
        #expect(throws: InvalidArgument.self) { try LogMelGrid(parts: 5, bands: 0) }
        #expect(throws: InvalidArgument.self) { try LogMelGrid(parts: 5, bands: 41) }
        #expect(throws: Never.self) { try LogMelGrid(parts: 1, bands: 40) }
    }
}
