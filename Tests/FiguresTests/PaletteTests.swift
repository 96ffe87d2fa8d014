import Foundation
import Testing

@testable import Figures

/// Colour as readers see it: WCAG 2.2 relative luminance, CIELAB, and the simulation of colour blindness of
/// Machado, Oliveira and Fernandes (2009), severity 1.
@Suite struct PaletteTests {
    private static let blindness: [(name: String, matrix: [[Double]])] = [
        ("none", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
        (
            "protan",
            [
                [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                [-0.003882, -0.048116, 1.051998],
            ]
        ),
        (
            "deutan",
            [
                [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                [-0.011820, 0.042940, 0.968881],
            ]
        ),
        (
            "tritan",
            [
                [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                [0.004733, 0.691367, 0.303900],
            ]
        ),
    ]

    private func linear(_ hex: String) -> [Double] {
        let value = Int(hex.dropFirst(), radix: 16)!
        return [16, 8, 0].map { shift in
            let c = Double(value >> shift & 255) / 255
            return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
        }
    }

    private func contrast(_ a: String, _ b: String) -> Double {
        let luminances = [a, b].map { hex in
            zip(linear(hex), [0.2126, 0.7152, 0.0722]).reduce(0) { $0 + $1.0 * $1.1 }
        }.sorted()
        return (luminances[1] + 0.05) / (luminances[0] + 0.05)
    }

    private func times(_ matrix: [[Double]], _ v: [Double]) -> [Double] {
        matrix.map { row in zip(row, v).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    private func lab(_ rgb: [Double]) -> [Double] {
        let toXYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
        let f = zip(times(toXYZ, rgb.map { min(1, max(0, $0)) }), [0.9505, 1, 1.089]).map { value, white in
            let t = value / white
            return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private func role(_ name: String) -> Palette.Entry {
        Palette.roles.first { $0.name == name }!
    }

    @Test("Series have a contrast of 3:1 to both grounds, text of 4.5:1, also over a full tint")
    func contrasts() {
        let ground = role("ground")
        for entry in Palette.series + [role("heat")] {
            #expect(contrast(entry.light, ground.light) >= 3, "\(entry)")
            #expect(contrast(entry.dark, ground.dark) >= 3, "\(entry)")
        }
        for entry in [role("ink"), role("muted")] {
            #expect(contrast(entry.light, ground.light) >= 4.5, "\(entry)")
            #expect(contrast(entry.dark, ground.dark) >= 4.5, "\(entry)")
        }
        #expect(contrast(role("ink").light, role("tint").light) >= 4.5)
        #expect(contrast(role("ink").dark, role("tint").dark) >= 4.5)
    }

    @Test("Any two series stay apart for readers with any of the common colour blindnesses")
    func apart() {
        for (name, matrix) in Self.blindness {
            for colours in [Palette.series.map(\.light), Palette.series.map(\.dark)] {
                let seen = colours.map { lab(times(matrix, linear($0))) }
                for i in seen.indices {
                    for j in 0..<i {
                        let distance = zip(seen[i], seen[j]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
                        #expect(distance.squareRoot() >= 20, "\(name): \(colours[i]) and \(colours[j])")
                    }
                }
            }
        }
    }

    @Test("No two of the first thirty-six series share colour and dash")
    func distinctClasses() {
        #expect(Set((0..<36).map(Palette.lineClasses)).count == 36)
    }
}
