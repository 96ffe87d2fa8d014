// A small teacher and a smaller student, trained in a second: the work whose result is to have the same bits on
// every processor, with any number of threads and in WebAssembly. The programs beside this file run it there.
#if canImport(Distillation)
    import Distillation
#endif

/// Trains both and returns the hash of their weights.
func referenceTraining() throws(InvalidArgument) -> (teacher: UInt64, student: UInt64) {
    let (images, labels) = bars(count: 96, seed: 1)
    let inputs = Inputs(images)

    var teacher = try Network(
        input: .image(height: 8, width: 8, channels: 1),
        layers: [
            .convolution(channels: 16, size: 3, padding: 1), .relu, .maxPool(2),
            .convolution(channels: 8, size: 3), .relu, .averagePool(2), .dropout(0.2), .dense(4),
        ],
        seed: 1)
    let oneHot = Matrix<Double>(
        rows: labels.count, columns: 4,
        elements: labels.flatMap { label in (0..<4).map { $0 == label ? 1 : 0 } })
    try train(
        &teacher, on: inputs, loss: crossEntropy(with: oneHot, temperature: 1),
        with: Training(epochs: 4, rate: 0.01, schedule: .warmUp(0.1, then: .cosine()), seed: 2))

    var student = try Network(input: .vector(64), layers: [.dense(12), .relu, .dense(4)], seed: 3)
    let temperature = 2.0
    let softTargets = softmax(try teacher.logits(inputs), temperature: temperature)
    try train(
        &student, on: inputs, loss: crossEntropy(with: softTargets, temperature: temperature),
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

private func softmax(_ logits: Matrix<Double>, temperature: Double) -> Matrix<Double> {
    var result = logits
    for row in 0..<logits.rows {
        let largest = logits[row: row].max() ?? 0
        var sum = 0.0
        for column in 0..<logits.columns {
            result[row, column] = Double.exp((logits[row, column] - largest) / temperature)
            sum += result[row, column]
        }
        for column in 0..<logits.columns { result[row, column] /= sum }
    }
    return result
}

private func crossEntropy(with targets: Matrix<Double>, temperature: Double) -> Loss {
    Loss(typed: { (logits, batch) throws(InvalidArgument) in
        let p = softmax(logits, temperature: temperature)
        var gradient = p
        var value = 0.0
        for (row, sample) in batch.samples.enumerated() {
            for column in 0..<p.columns {
                gradient[row, column] =
                    temperature * (p[row, column] - targets[sample, column]) / Double(p.rows)
                value -= targets[sample, column] * Double.log(p[row, column])
            }
        }
        return LossValue(value: temperature * temperature * value / Double(p.rows), gradient: gradient)
    })
}
