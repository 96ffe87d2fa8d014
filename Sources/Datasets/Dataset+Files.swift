import Distillation
import Foundation

extension Dataset {
    /// Handwritten digits of 8 × 8 pixels: 1797 images, 10 classes, pixels from 0 to 16.
    ///
    /// The test part of Optical Recognition of Handwritten Digits (Alpaydin and Kaynak 1998, UCI, CC BY 4.0), written by
    /// 13 people. Writers are not named in it, so the parts of a random split share them.
    ///
    /// ```swift
    /// let digits = try Dataset.digits()
    /// print(digits.classCounts)  // → [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    /// ```
    ///
    /// - Throws: `DataFileError` where the file that comes with the library is truncated or altered.
    public static func digits() throws -> Dataset {
        try digits(contentsOf: try DataFile.bundled("digits.txt"))
    }

    /// The same digits from a copy of `digits.txt` at `path`.
    ///
    /// ```swift
    /// do {
    ///     _ = try Dataset.digits(contentsOf: "nowhere.txt")
    /// } catch {
    ///     print(error)  // → nowhere.txt: there is no such file
    /// }
    /// ```
    ///
    /// - Throws: `DataFileError` where there is none, or it is truncated or altered.
    public static func digits(contentsOf path: String) throws -> Dataset {
        let file = try DataFile(path)
        try file.require(
            bytes: 120_399, sha256: "e6f8a51fa62c6dd5529498bdafaa6eddfec0a7374a68da33dc761af0a8b90eeb")
        let rows = try file.lines.map { line in
            let bytes = Array(line.utf8)
            let pixels = bytes.prefix(64).compactMap { Self.pixel($0) }
            guard bytes.count == 66, pixels.count == 64, let label = Int(line.suffix(1)) else {
                throw file.error("the line “\(line)” is no image")
            }
            return (pixels, label)
        }
        return try Dataset(
            features: Matrix(rows.map(\.0)), labels: rows.map(\.1), classNames: (0..<10).map { "\($0)" },
            imageSize: ImageSize(height: 8, width: 8))
    }

    /// Wisconsin Diagnostic Breast Cancer: 569 samples of 30 measures of cell nuclei, in two classes.
    ///
    /// By Wolberg, Mangasarian, Street and Street (1995, UCI, CC BY 4.0). As in scikit-learn **class 0 is malignant
    /// and class 1 is benign**: a model's second probability is that of being well.
    ///
    /// ```swift
    /// let cancer = try Dataset.breastCancer()
    /// print(cancer.classNames, cancer.classCounts)  // → ["malignant", "benign"] [212, 357]
    /// ```
    ///
    /// - Throws: `DataFileError` where the file that comes with the library is truncated or altered.
    public static func breastCancer() throws -> Dataset {
        try breastCancer(contentsOf: try DataFile.bundled("breast-cancer.csv"))
    }

    /// The same data from a copy of `breast-cancer.csv` at `path`.
    ///
    /// ```swift
    /// do {
    ///     _ = try Dataset.breastCancer(contentsOf: "nowhere.csv")
    /// } catch {
    ///     print(error)  // → nowhere.csv: there is no such file
    /// }
    /// ```
    ///
    /// - Throws: `DataFileError` where there is none, or it is truncated or altered.
    public static func breastCancer(contentsOf path: String) throws -> Dataset {
        let file = try DataFile(path)
        try file.require(
            bytes: 123_985, sha256: "17f6a36f3c06a216ebb3f4281aab98d5807afac177ff45ada46f423b646b4e87")
        let classNames = ["malignant", "benign"]
        let cells = file.lines.map { $0.split(separator: ",").map(String.init) }
        let rows = try cells.dropFirst().map { row in
            let values = row.dropLast().compactMap { Float($0) }
            guard values.count == 30, let label = classNames.firstIndex(of: row[30]) else {
                throw file.error("the line “\(row.joined(separator: ","))” is no sample")
            }
            return (values, label)
        }
        return try Dataset(
            features: Matrix(rows.map(\.0)), labels: rows.map(\.1), classNames: classNames,
            featureNames: cells.first?.dropLast() ?? [])
    }

    /// The value of a digit to base 17, `0` to `g`.
    private static func pixel(_ byte: UInt8) -> Float? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Float(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "g"): Float(byte - UInt8(ascii: "a") + 10)
        default: nil
        }
    }
}
