import Distillation
import Foundation
import Testing

@testable import Datasets

@Suite struct FashionMNISTTests {
    static let isInstalled = FileManager.default.fileExists(atPath: Dataset.fashionFolder)

    /// A gzip file of one stored block.
    private func gzip(_ contents: [UInt8]) -> [UInt8] {
        let littleEndian = { (value: UInt32, count: Int) in
            (0..<count).map { UInt8(value >> (8 * UInt32($0)) & 0xff) }
        }
        let length = UInt32(contents.count)
        return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1] + littleEndian(length, 2) + littleEndian(~length, 2)
            + contents
            + littleEndian(CRC32.checksum(of: contents), 4) + littleEndian(length, 4)
    }

    private func read(_ contents: [UInt8], sizes: [Int]) -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "idx-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            try Data(gzip(contents)).write(to: URL(filePath: path))
            return "\(Array(try IDX(gzip: DataFile(path), sizes: sizes).values))"
        } catch let error as DataFileError {
            return error.reason
        } catch {
            return "\(error)"
        }
    }

    @Test("An IDX file is read where type, sizes and length are right, and refused with the reason otherwise")
    func idx() {
        let header: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3]
        #expect(read(header + [1, 2, 3, 4, 5, 6], sizes: [2, 3]) == "[1, 2, 3, 4, 5, 6]")
        #expect(read(header + [1, 2, 3, 4, 5], sizes: [2, 3]) == "it is truncated: 5 values instead of 6")
        #expect(
            read(header + [1, 2, 3, 4, 5, 6, 7], sizes: [2, 3])
                == "it is altered: it holds more than 18 bytes")
        #expect(
            read(header + [1, 2, 3, 4, 5, 6], sizes: [3, 2])
                == "it is altered: its header is not that of 3 × 2 bytes")
        #expect(read([], sizes: [1]) == "it is altered: its header is not that of 1 bytes")
    }

    @Test("Where the package is not installed, the message says how to install it")
    func missing() {
        let folder = "/nowhere/fashion-mnist"
        #expect(
            throws: DataFileError(
                path: "/nowhere/fashion-mnist/t10k-labels-idx1-ubyte.gz",
                reason: "there is no such file; `sudo apt-get install dataset-fashion-mnist` puts it there")
        ) { try Dataset.fashionMNIST(.test, folder: folder) }
        #expect(throws: InvalidArgument("first", "-1", "it must not be negative")) {
            try Dataset.fashionMNIST(.test, first: -1, folder: folder)
        }
    }

    @Test(
        "The test part is the published one: sums over it, computed by another program",
        .enabled(if: isInstalled, "needs the Debian package dataset-fashion-mnist"))
    func testPart() throws {
        let part = try Dataset.fashionMNIST(.test)
        #expect(part.count == 10_000 && part.classCounts == [Int](repeating: 1000, count: 10))
        #expect(part.labels.prefix(10) == [9, 2, 1, 1, 6, 1, 4, 6, 5, 7])
        let sums = (0..<part.count).map { row in part.features[row: row].reduce(0) { $0 + Int($1) } }
        #expect(sums.reduce(0, +) == Self.pixelSum)
        #expect(sums.enumerated().reduce(0) { $0 + $1.offset * $1.element } == Self.weightedSum)
        #expect(try Dataset.fashionMNIST(.test, first: 3).labels == [9, 2, 1])
    }

    private static let pixelSum = 573469082
    private static let weightedSum = 2866805934443

    @Test(
        "A truncated copy of the package's file is refused",
        .enabled(if: isInstalled, "needs the Debian package dataset-fashion-mnist"))
    func truncatedCopy() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fashion-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let name = "t10k-labels-idx1-ubyte.gz"
        let whole = try Data(contentsOf: URL(filePath: Dataset.fashionFolder).appending(path: name))
        try whole.dropLast(100).write(to: folder.appending(path: name))
        #expect(
            throws: DataFileError(
                path: folder.path + "/" + name,
                reason: "it is truncated: the compressed data end too early")
        ) { try Dataset.fashionMNIST(.test, folder: folder.path) }
    }
}
