import Distillation
import Testing

@testable import Datasets

/// Ten samples, each known by its feature: 6 of class 0, 3 of class 1, 1 of class 2.
func smallDataset() throws -> Dataset {
    try Dataset(
        features: Matrix(rows: 10, columns: 1, elements: (0..<10).map { Float($0) }),
        labels: [0, 0, 1, 0, 2, 0, 1, 0, 1, 0], classNames: ["a", "b", "c"])
}

@Suite struct DatasetTests {
    @Test("What does not fit together is refused by name")
    func refusals() {
        #expect(throws: InvalidArgument("labels", "1 labels", "there must be one for each of the 2 rows")) {
            try Dataset(features: [[1], [2]], labels: [0], classNames: ["a"])
        }
        #expect(throws: InvalidArgument("labels[1]", "1", "a label must be in 0..<1")) {
            try Dataset(features: [[1], [2]], labels: [0, 1], classNames: ["a"])
        }
        #expect(throws: InvalidArgument("features[1, 0]", "nan", "it must be a finite number")) {
            try Dataset(features: [[1], [.nan]], labels: [0, 0], classNames: ["a"])
        }
        #expect(throws: InvalidArgument("features", "0 values", "they must fill 2 equally long rows of 1")) {
            try Dataset(features: [[1], [2, 3]], labels: [0, 0], classNames: ["a"])
        }
        #expect(throws: InvalidArgument.self) {
            try Dataset(
                features: [[1, 2]], labels: [0], classNames: ["a"], imageSize: .init(height: 2, width: 2))
        }
        #expect(throws: InvalidArgument.self) {
            try Dataset(features: [[1, 2]], labels: [0], classNames: ["a"], featureNames: ["x"])
        }
    }

    @Test("A subset is what its indices say, and no index outside is taken")
    func subset() throws {
        let data = try smallDataset()
        let subset = try data.subset([9, 4, 4])
        #expect(subset.features.elements == [9, 4, 4] && subset.labels == [0, 2, 2])
        #expect(throws: InvalidArgument("indices[1]", "10", "an index must be in 0..<10")) {
            try data.subset([0, 10])
        }
    }

    @Test("Held-out classes are gone from the known part, whose classes are numbered anew")
    func heldOut() throws {
        let (known, unknown) = try smallDataset().holdingOut(classes: [1])
        #expect(known.classNames == ["a", "c"] && unknown.classNames == ["b"])
        #expect(known.features.elements == [0, 1, 3, 4, 5, 7, 9])
        #expect(known.labels == [0, 0, 0, 1, 0, 0, 0])
        #expect(unknown.features.elements == [2, 6, 8] && unknown.labels == [0, 0, 0])
        for classes in [[], [0, 1, 2], [3], [1, 1]] {
            #expect(throws: InvalidArgument.self) { try smallDataset().holdingOut(classes: classes) }
        }
    }

    @Test("A balanced set has as many of each class, all of them the data's own")
    func balanced() throws {
        let digits = try Dataset.digits()
        let balanced = digits.balanced(seed: 1)
        #expect(balanced.classCounts == [Int](repeating: 174, count: 10))
        #expect(digits.balanced(seed: 1) == balanced && digits.balanced(seed: 2) != balanced)
        #expect(try smallDataset().balanced(seed: 1).classCounts == [1, 1, 1])
    }

    @Test("Label noise draws just the stated share anew, uniformly over all classes")
    func labelNoise() throws {
        let digits = try Dataset.digits()
        let noisy = try digits.withLabelNoise(share: 0.5, seed: 3)
        let wrong = zip(digits.labels, noisy.labels).filter { $0 != $1 }.count
        // 899 labels are drawn anew; 9 in 10 become wrong: 809 ± 9, so 5 deviations are 45.
        #expect((809 - 45...809 + 45).contains(wrong))
        #expect(noisy.features == digits.features)
        #expect(try digits.withLabelNoise(share: 0, seed: 3) == digits)
        #expect(try digits.withLabelNoise(share: 0.5, seed: 3) == noisy)
        #expect(throws: InvalidArgument("share", "1.5", "it must be in [0, 1]")) {
            try digits.withLabelNoise(share: 1.5, seed: 3)
        }
    }
}
