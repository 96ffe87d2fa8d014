import Foundation
import Testing

@testable import Datasets

/// Sums over the files, computed by another program from scikit-learn's own copies.
@Suite struct FileTests {
    /// Each file, the number of samples in it, and what reads it and says how many there are.
    static let files: [(name: String, samples: Int, load: @Sendable (String) throws -> Int)] = [
        ("digits.txt", 1797, { try Dataset.digits(contentsOf: $0).count }),
        ("breast-cancer.csv", 569, { try Dataset.breastCancer(contentsOf: $0).count }),
        ("names.txt", 12_386, { try AmbiguousTexts.names(contentsOf: $0).count }),
        ("spoken-digits.adpcm", 920, { try Recording.spokenDigits(contentsOf: $0).count }),
    ]

    @Test("The digits are scikit-learn's: every pixel and label is in its place")
    func digits() throws {
        let digits = try Dataset.digits()
        #expect(digits.count == 1797 && digits.featureCount == 64 && digits.classCount == 10)
        #expect(digits.imageSize == .init(height: 8, width: 8))
        var (sum, byRow, byColumn) = (0, 0, 0)
        for row in 0..<1797 {
            for column in 0..<64 {
                let pixel = Int(digits.features[row, column])
                sum += pixel
                byRow += pixel * (row + 1)
                byColumn += pixel * column
            }
        }
        #expect(sum == 561_718 && byRow == 503_904_265 && byColumn == 17_660_653)
        #expect(digits.labels.enumerated().reduce(0) { $0 + $1.offset * $1.element } == 7_264_791)
        #expect(digits.features.elements.max() == 16)
    }

    @Test("The breast cancer data are scikit-learn's, and class 0 is malignant")
    func breastCancer() throws {
        let cancer = try Dataset.breastCancer()
        #expect(cancer.count == 569 && cancer.featureCount == 30)
        #expect(cancer.classNames == ["malignant", "benign"] && cancer.classCounts == [212, 357])
        #expect(cancer.labels.prefix(5) == [0, 0, 0, 0, 0] && cancer.labels.last == 1)
        #expect(
            cancer.featureNames[0] == "mean radius" && cancer.featureNames[29] == "worst fractal dimension")
        let radii = (0..<569).map { cancer.features[$0, 0] }
        #expect(radii.min() == 6.981 && radii.max() == 28.11)
        #expect((0..<569).map { cancer.features[$0, 29] }.max() == 0.2075)
        let sum = cancer.features.elements.reduce(0.0) { $0 + Double($1) }
        #expect((sum - 1_056_474.4596356).magnitude < 0.1)
    }

    @Test(
        "A missing, truncated or altered copy is refused, with the reason",
        arguments: FileTests.files.map(\.name))
    func refusals(name: String) throws {
        let (_, samples, load) = try #require(FileTests.files.first { $0.name == name })
        let folder = FileManager.default.temporaryDirectory.appending(path: "datasets-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: name).path
        func reason() -> String {
            do {
                return "read \(try load(path)) samples"
            } catch let error as DataFileError {
                #expect(error.path == path)
                return error.reason
            } catch {
                return "\(error)"
            }
        }

        #expect(reason() == "there is no such file")
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Datasets/Data/\(name)")
        let whole = [UInt8](try Data(contentsOf: source))
        try Data(whole).write(to: URL(filePath: path))
        #expect(reason() == "read \(samples) samples")
        try Data(whole.dropLast(10)).write(to: URL(filePath: path))
        #expect(reason() == "it is truncated: \(whole.count - 10) bytes instead of \(whole.count)")
        try Data().write(to: URL(filePath: path))
        #expect(reason() == "it is truncated: 0 bytes instead of \(whole.count)")
        try Data(whole + [10]).write(to: URL(filePath: path))
        #expect(reason() == "it is altered: \(whole.count + 1) bytes instead of \(whole.count)")
        for index in [0, whole.count / 2, whole.count - 1] {
            var altered = whole
            altered[index] ^= 1
            try Data(altered).write(to: URL(filePath: path))
            #expect(reason().hasPrefix("it is altered: its SHA-256 is "))
        }
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(reason() == "it cannot be read as a file")
    }

    @Test("The table of checksums beside the data is the one that the library checks")
    func readme() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Datasets/Data")
        let readme = try String(contentsOf: folder.appending(path: "README.md"), encoding: .utf8)
        for name in FileTests.files.map(\.name) + ["names-licence.txt"] {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            #expect(readme.contains("| `\(name)` | \(bytes.count) | `\(SHA256.hexDigest(of: bytes))` |"))
        }
    }

    @Test(
        "SHA-256 is that of FIPS 180-4, whatever is left over in the last block",
        arguments: [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (55, "463eb28e72f82e0a96c0a4cc53690c571281131f672aa229e0d45ae59b598b59"),
            (56, "da2ae4d6b36748f2a318f23e7ab1dfdf45acdc9d049bd80e59de82a60895f562"),
            (63, "29af2686fd53374a36b0846694cc342177e428d1647515f078784d69cdb9e488"),
            (64, "fdeab9acf3710362bd2658cdc9a29e8f9c757fcf9811603a8c447cd1d9151108"),
            (65, "4bfd2c8b6f1eec7a2afeb48b934ee4b2694182027e6d0fc075074f2fabb31781"),
            (1000, "4e4c294b331f7a2099a379bec34b9f9fc03dc46ab465d998f4d683da53487e6d"),
        ])
    func sha256(length: Int, expected: String) {
        #expect(SHA256.hexDigest(of: (0..<length).map { UInt8($0 % 251) }) == expected)
    }
}
