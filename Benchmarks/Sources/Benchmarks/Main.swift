import Distillation

func measure(_ name: String, repeats: Int, rounds: Int = 30, _ body: () throws -> Void) rethrows {
    let clock = ContinuousClock()
    var best = Duration.seconds(100)
    for _ in 0..<rounds {
        let time = try clock.measure { for _ in 0..<repeats { try body() } }
        best = min(best, time / repeats)
    }
    print(name, best)
}

func crossEntropy(_ z: Matrix<Double>, _ labels: [Int]) -> LossValue {
    // stand-in with wrong exp, right cost
    var g = z
    var total = 0.0
    for r in 0..<z.rows {
        var s = 0.0
        for c in 0..<z.columns { let e = 1 + z[r, c] * z[r, c]; g[r, c] = e; s += e }
        for c in 0..<z.columns { g[r, c] = (g[r, c] / s - (labels[r] == c ? 1 : 0)) / Double(z.rows) }
        total -= g[r, labels[r]]
    }
    return LossValue(value: total, gradient: g)
}

@main struct Main {
    static func main() throws {
        var random = RandomGenerator(seed: 1)
        let x = Inputs(Matrix<Float>(rows: 64, columns: 64, elements: (0..<4096).map { _ in Float(random.uniform()) }))
        let labels = (0..<64).map { _ in Int(random.uniform(below: 10)) }
        for (name, net) in [("mlp", try Network(input: .vector(64), layers: [.dense(128), .relu, .dense(128), .relu, .dense(10)], seed: 1)),
            ("conv", try Network(input: .image(height: 8, width: 8, channels: 1), layers: [.convolution(channels: 16, size: 3, padding: 1), .relu, .maxPool(2), .convolution(channels: 32, size: 3, padding: 1), .relu, .maxPool(2), .dense(10)], seed: 1))] {
            var net = net
            var optimizer = Optimizer.adam()
            try measure(name, repeats: 100) {
                let pass = try net.forward(x, dropout: nil)
                let loss = try Losses.crossEntropy(pass.logits, labels: labels)
                try optimizer.update(&net, gradients: try net.backward(pass, loss.gradient), rate: 0.001)
            }
            let pass = try net.forward(x, dropout: nil)
            let loss = try Losses.crossEntropy(pass.logits, labels: labels)
            let g = try net.backward(pass, loss.gradient)
            try measure(name + " forward", repeats: 100) { _ = try net.forward(x, dropout: nil) }
            try measure(name + " loss", repeats: 100) { _ = try Losses.crossEntropy(pass.logits, labels: labels) }
            try measure(name + " backward", repeats: 100) { _ = try net.backward(pass, loss.gradient) }
            try measure(name + " update", repeats: 100) { try optimizer.update(&net, gradients: g, rate: 0.001) }
        }
    }
}
