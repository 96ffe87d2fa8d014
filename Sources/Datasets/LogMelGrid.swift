import Distillation

/// Sound as a small picture: how loud each band of pitch is in each part of a recording.
///
/// The classical front end of speech recognition (Davis and Mermelstein 1980, without their last step, the cosine
/// transform): overlapping frames of 26 ms under Hann's window, the power spectrum of each, summed in triangular bands
/// that are evenly spaced on the mel scale from 100 Hz to 3600 Hz, then the logarithm. At last the frames are averaged
/// into a fixed number of equally long parts, so that words of every length have equally many features.
///
/// ```swift
/// let grid = try LogMelGrid(parts: 8, bands: 16)
/// let recordings = try Recording.spokenDigits()
/// print(grid.features(of: recordings[0].samples).count)  // → 128
/// ```
public struct LogMelGrid: Sendable {
    /// The number of equally long parts of a recording.
    public let parts: Int
    /// The number of bands of pitch.
    public let bands: Int

    private static let (frame, hop, size) = (192, 74, 256)
    private let window: [Double]
    private let transform: FourierTransform
    /// For each band the weights of the spectrum's lines, from the first that counts on.
    private let filters: [(first: Int, weights: [Double])]

    /// Features in `parts` × `bands`.
    ///
    /// - Throws: `InvalidArgument` where `parts` is less than 1 or `bands` not in 1...40; more bands would be
    ///   narrower than the spectrum's lines.
    public init(parts: Int, bands: Int) throws(InvalidArgument) {
        guard parts >= 1 else { throw InvalidArgument("parts", "\(parts)", "it must be positive") }
        guard (1...40).contains(bands) else {
            throw InvalidArgument("bands", "\(bands)", "it must be in 1...40")
        }
        self.parts = parts
        self.bands = bands
        window = (0..<Self.frame).map {
            0.5 - 0.5 * Double.cos(2 * .pi * (Double($0) + 0.5) / Double(Self.frame))
        }
        transform = FourierTransform(count: Self.size)
        let (low, high) = (Self.mel(100), Self.mel(3600))
        let lines = (0...Self.size / 2).map {
            Self.mel(Double($0 * Recording.sampleRate) / Double(Self.size))
        }
        let width = (high - low) / Double(bands + 1)
        filters = (0..<bands).map { band in
            let centre = low + width * Double(band + 1)
            let weights = lines.map { max(0, 1 - ($0 - centre).magnitude / width) }
            let first = weights.firstIndex { $0 > 0 } ?? 0
            let last = weights.lastIndex { $0 > 0 } ?? 0
            return (first, Array(weights[first...last]))
        }
    }

    /// `parts` × `bands` features, all bands of the first part first, from samples of ``Recording/sampleRate``: mean
    /// log energies, from −14 (silence) to about 7.
    ///
    /// ```swift
    /// let grid = try LogMelGrid(parts: 2, bands: 3)
    /// print(grid.features(of: [Int16](repeating: 0, count: 1000)).count)  // → 6
    /// ```
    public func features(of samples: [Int16]) -> [Float] {
        let frames = logEnergies(of: samples)
        let length = Double(frames.count) / Double(parts)
        return (0..<parts).flatMap { part in
            // A frame that lies in two parts counts in each by its share.
            let (start, end) = (Double(part) * length, Double(part + 1) * length)
            var sums = [Double](repeating: 0, count: bands)
            for (index, frame) in frames.enumerated() {
                let share = min(end, Double(index + 1)) - max(start, Double(index))
                guard share > 0 else { continue }
                for band in 0..<bands { sums[band] += share * frame[band] }
            }
            return sums.map { Float($0 / length) }
        }
    }

    /// The features of all `recordings`, a row each.
    ///
    /// ```swift
    /// let grid = try LogMelGrid(parts: 8, bands: 16)
    /// print(grid.features(of: Array(try Recording.spokenDigits().prefix(3))).rows)  // → 3
    /// ```
    public func features(of recordings: [Recording]) -> Matrix<Float> {
        var rows = Matrix<Float>(rows: recordings.count, columns: parts * bands)
        rows.elements = recordings.flatMap { features(of: $0.samples) }
        return rows
    }

    /// For each frame, 74 samples after the one before, the logarithm of the energy in each band. A recording that is
    /// shorter than a frame has one, filled up with silence.
    private func logEnergies(of samples: [Int16]) -> [[Double]] {
        let count = 1 + max(0, samples.count - Self.frame) / Self.hop
        return (0..<count).map { index in
            var values = [Double](repeating: 0, count: Self.size)
            let start = index * Self.hop
            for t in 0..<max(0, min(Self.frame, samples.count - start)) {
                values[t] = window[t] * Double(samples[start + t]) / 32768
            }
            let power = transform.power(values)
            return filters.map { filter in
                var energy = 0.0
                for (offset, weight) in filter.weights.enumerated() {
                    energy += weight * power[filter.first + offset]
                }
                return Double.log(energy + 1e-6)
            }
        }
    }

    /// The pitch in mel of a frequency in Hz, by the formula most in use (O'Shaughnessy 1987).
    private static func mel(_ frequency: Double) -> Double {
        1127 * Double.log1p(frequency / 700)
    }
}
