import Distillation

extension Dataset {
    /// The parts in which Fashion-MNIST comes.
    public enum FashionPart: String, Sendable {
        /// 60,000 images.
        case train = "train"
        /// 10,000 images.
        case test = "t10k"

        var count: Int { self == .train ? 60_000 : 10_000 }
    }

    /// Where Debian's package `dataset-fashion-mnist` puts its files.
    public static let fashionFolder = "/usr/share/datasets/fashion-mnist"

    /// Fashion-MNIST: images of clothing, 28 × 28 pixels from 0 to 255, 10 classes.
    ///
    /// By Xiao, Rasul and Vollgraf (2017, arXiv:1708.07747; MIT licence). It is too large for this repository and is read from
    /// the Debian package `dataset-fashion-mnist`, where that is installed.
    ///
    /// ```swift
    /// do {
    ///     _ = try Dataset.fashionMNIST(.train, folder: "nowhere")
    /// } catch {
    ///     print(error)  // → nowhere/train-labels-idx1-ubyte.gz: there is no such file; `sudo apt-get install dataset-fashion-mnist` puts it there
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - part: The training or the test part.
    ///   - first: How many images to keep, from the first; nil for all.
    ///   - folder: Where the four files lie.
    /// - Throws: `DataFileError` where a file is missing (the message says how to install it), truncated or altered;
    ///   `InvalidArgument` where `first` is negative.
    public static func fashionMNIST(
        _ part: FashionPart, first: Int? = nil, folder: String = fashionFolder
    ) throws -> Dataset {
        if let first, first < 0 {
            throw InvalidArgument("first", "\(first)", "it must not be negative")
        }
        let hint = "; `sudo apt-get install dataset-fashion-mnist` puts it there"
        // Labels first: they tell in a moment whether the package is there and whole.
        let labels = try IDX(
            gzip: DataFile("\(folder)/\(part.rawValue)-labels-idx1-ubyte.gz", hint: hint), sizes: [part.count]
        )
        let images = try IDX(
            gzip: DataFile("\(folder)/\(part.rawValue)-images-idx3-ubyte.gz", hint: hint),
            sizes: [part.count, 28, 28])
        if let wrong = labels.values.first(where: { $0 > 9 }) {
            throw DataFileError(path: labels.path, reason: "it is altered: \(wrong) is no class")
        }
        let count = min(first ?? part.count, part.count)
        return try Dataset(
            features: Matrix(
                rows: count, columns: 784, elements: images.values.prefix(count * 784).map { Float($0) }),
            labels: labels.values.prefix(count).map { Int($0) },
            classNames: [
                "T-shirt/top", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag",
                "ankle boot",
            ],
            imageSize: ImageSize(height: 28, width: 28))
    }
}

/// An array of bytes of one or more dimensions, in the format IDX that MNIST introduced.
struct IDX {
    let path: String
    let values: ArraySlice<UInt8>

    /// The array in a gzip file; `sizes` is what its dimensions must be.
    init(gzip file: DataFile, sizes: [Int]) throws(DataFileError) {
        path = file.path
        let header = 4 + 4 * sizes.count
        let expected = sizes.reduce(1, *)
        let contents: [UInt8]
        do {
            contents = try Gzip.decompress(file.bytes, limit: header + expected)
        } catch {
            throw file.error(error.reason)
        }
        // Two zeros, the type (8: bytes), the number of dimensions, then each size, highest byte first.
        let sizeBytes = sizes.flatMap { size in (0..<4).map { UInt8(size >> (24 - 8 * $0) & 0xff) } }
        guard contents.starts(with: [0, 0, 8, UInt8(sizes.count)] + sizeBytes) else {
            let shape = sizes.map(String.init).joined(separator: " × ")
            throw file.error("it is altered: its header is not that of \(shape) bytes")
        }
        values = contents[header...]
        guard values.count == expected else {
            throw file.error("it is truncated: \(values.count) values instead of \(expected)")
        }
    }
}
