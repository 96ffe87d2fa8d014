import Distillation
import Testing

@testable import Datasets

@Suite struct SplitTests {
    @Test("Parts are disjoint, have the sizes asked for, and together are all", arguments: [false, true])
    func partition(stratified: Bool) throws {
        let digits = try Dataset.digits()
        for seed: UInt64 in 0..<20 {
            let sizes = [800, 200, 200, 597]
            let parts = try digits.partIndices(sizes, seed: seed, stratified: stratified)
            #expect(parts.map(\.count) == sizes)
            #expect(parts.flatMap { $0 }.sorted() == Array(0..<1797))
        }
    }

    @Test("A stratified part has each class in its proportion, to within 2 samples")
    func stratified() throws {
        let digits = try Dataset.digits()
        for seed: UInt64 in 0..<20 {
            for part in try digits.parts([97, 400, 13, 700], seed: seed) {
                for (count, whole) in zip(part.classCounts, digits.classCounts) {
                    let expected = Double(part.count * whole) / 1797
                    #expect((Double(count) - expected).magnitude <= 2)
                }
            }
        }
    }

    @Test("The same seed gives the same parts, another one others")
    func seeds() throws {
        let data = try Dataset.digits()
        #expect(try data.split(train: 500, seed: 7) == data.split(train: 500, seed: 7))
        #expect(try data.split(train: 500, seed: 7).train != data.split(train: 500, seed: 8).train)
    }

    @Test("The test part is what is left, unless it is given")
    func rest() throws {
        let data = try smallDataset()
        let all = try data.split(train: 4, validation: 2, calibration: 1, seed: 1)
        #expect([all.train, all.validation, all.calibration, all.test].map(\.count) == [4, 2, 1, 3])
        #expect(try data.split(train: 4, test: 2, seed: 1).test.count == 2)
    }

    @Test(
        "More than there are, or fewer than none, are refused",
        arguments: [[8, 3], [-1], [Int.max, Int.max]])
    func refusals(sizes: [Int]) throws {
        let data = try smallDataset()
        #expect(throws: InvalidArgument.self) { try data.parts(sizes, seed: 1) }
        #expect(
            throws: InvalidArgument("validation", "5 samples", "it must be in 0...4, as so many are left")
        ) {
            try data.split(train: 6, validation: 5, seed: 1)
        }
        #expect(throws: InvalidArgument("counts[1]", "5 samples", "it must be in 0...4, as so many are left"))
        {
            try data.parts([6, 5], seed: 1)
        }
    }

    @Test("Standardised by themselves, features have mean 0 and deviation 1; a constant one stays at 0")
    func standardisation() throws {
        let cancer = try Dataset.breastCancer()
        let standard = try Standardisation(fittedTo: cancer)
        let features = try standard.applied(to: cancer).features
        for column in 0..<30 {
            let values = (0..<569).map { Double(features[$0, column]) }
            let mean = values.reduce(0, +) / 569
            let variance = values.reduce(0) { $0 + $1 * $1 } / 569 - mean * mean
            #expect(mean.magnitude < 1e-5 && (variance - 1).magnitude < 1e-4)
        }
        let constant = try Dataset(features: [[3], [3]], labels: [0, 0], classNames: ["a"])
        #expect(try Standardisation(fittedTo: constant).applied(to: constant).features.elements == [0, 0])
    }

    @Test("A standardisation is that of the data it was fitted to, whatever it is applied to")
    func fittedOnce() throws {
        let train = try Dataset(features: [[1], [3]], labels: [0, 0], classNames: ["a"])
        let standard = try Standardisation(fittedTo: train)
        #expect(standard.means == [2] && standard.deviations == [1])
        #expect(try standard.applied(to: [[10]]).elements == [8])
        #expect(throws: InvalidArgument("features", "2 columns", "there must be 1, as in the fit")) {
            try standard.applied(to: [[1, 2]])
        }
        let none = try train.subset([])
        #expect(throws: InvalidArgument.self) { try Standardisation(fittedTo: none) }
    }

    @Test("Scaling multiplies every feature, and no infinity comes of it")
    func scaling() throws {
        let data = try smallDataset()
        #expect(try data.scaled(by: 0.5).features.elements == (0..<10).map { Float($0) / 2 })
        #expect(throws: InvalidArgument.self) { try data.scaled(by: .greatestFiniteMagnitude) }
        #expect(throws: InvalidArgument.self) { try data.scaled(by: .nan) }
    }
}
