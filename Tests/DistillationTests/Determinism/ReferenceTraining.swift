// A small teacher and a smaller student, trained in a second: the work whose result is to have the same bits on
// every processor, with any number of threads and in WebAssembly. The programs beside this file run it there.

// In WebAssembly it is compiled together with the library, as one module.
#if !hasFeature(Embedded)
    import Distillation
#endif

/// Trains both and returns the hash of their weights.
func referenceTraining() throws(InvalidArgument) -> (teacher: UInt64, student: UInt64) {
    let (images, labels) = bars(count: 160, seed: 1)
    let inputs = Inputs(images)

    var teacher = try Network(
        input: .image(height: 8, width: 8, channels: 1),
        layers: [
            .convolution(channels: 16, size: 3, padding: 1), .relu, .maxPool(2),
            .convolution(channels: 8, size: 3), .relu, .averagePool(2), .dropout(0.2), .dense(4),
        ],
        seed: 1)
    let labelled = Loss(typed: { (logits, batch) throws(InvalidArgument) in
        try Losses.crossEntropy(logits, labels: batch[labels])
    })
    try train(
        &teacher, on: inputs, loss: labelled,
        with: Training(epochs: 4, batchSize: 80, rate: 0.01, schedule: .warmUp(0.1, then: .cosine()), seed: 2)
    )

    var student = try Network(input: .vector(64), layers: [.dense(12), .relu, .dense(4)], seed: 3)
    let teacherLogits = try teacher.logits(inputs)
    let distilled = Loss(typed: { (logits, batch) throws(InvalidArgument) in
        try Losses.distillation(
            logits, teacher: batch[teacherLogits], labels: batch[labels], temperature: 2, alpha: 0.7)
    })
    try train(
        &student, on: inputs, loss: distilled,
        with: Training(
            epochs: 6, batchSize: 16, optimizer: .sgd(momentum: 0.9, weightDecay: 1e-4), rate: 0.05, seed: 4))
    return (teacher.fingerprint, student.fingerprint)
}

/// Images of 8 × 8 pixels with a bright bar, in one of four directions, under noise.
private func bars(count: Int, seed: UInt64) -> (images: Matrix<Float>, labels: [Int]) {
    var generator = RandomGenerator(seed: seed)
    var images = Matrix<Float>(rows: count, columns: 64)
    var labels: [Int] = []
    for row in 0..<count {
        let label = generator.uniform(below: 4)
        let place = generator.uniform(below: 4) + 2
        for step in 0..<8 {
            let pixel = [place * 8 + step, step * 8 + place, step * 8 + step, step * 8 + 7 - step][label]
            images.elements[row * 64 + pixel] = 1
        }
        for pixel in 0..<64 { images.elements[row * 64 + pixel] += Float(0.5 * generator.normal()) }
        labels.append(label)
    }
    return (images, labels)
}
