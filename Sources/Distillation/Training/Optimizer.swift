import CKernels

/// Changes a network's parameters by the gradient of a loss, step after step.
///
/// ```swift
/// let (inputs, labels) = (Inputs([[0], [1], [2], [3]] as Matrix<Float>), [0, 0, 1, 1])
/// var network = try Network(input: .vector(1), layers: [.dense(2)], seed: 1)
/// var optimizer = Optimizer.adam()
/// for _ in 0..<200 {
///     let pass = try network.forward(inputs, dropout: nil)
///     let loss = try Losses.crossEntropy(pass.logits, labels: labels)
///     try optimizer.update(&network, gradients: network.backward(pass, loss.gradient), rate: 0.1)
/// }
/// print(try Losses.crossEntropy(network.logits(inputs), labels: labels).value < 0.1)  // → true
/// ```
public struct Optimizer: Equatable, Sendable {
    enum Method: Equatable, Sendable {
        case sgd(momentum: Float, nesterov: Bool)
        case adam(beta1: Float, beta2: Float, epsilon: Float, decoupled: Bool)
    }

    let method: Method
    let weightDecay: Float
    // The running means of the gradients and of their squares, and the powers of beta1 and beta2.
    private var mean: [Float] = []
    private var square: [Float] = []
    private var power1: Double = 1
    private var power2: Double = 1

    private init(_ method: Method, weightDecay: Double) {
        self.method = method
        self.weightDecay = Float(weightDecay)
    }

    /// Stochastic gradient descent: v = momentum·v + g, p −= rate·v (Polyak 1964, as Sutskever et al. 2013
    /// write it); with `nesterov` p −= rate·(g + momentum·v). `weightDecay`·p is added to the gradient.
    ///
    /// ```swift
    /// var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
    /// try network.replaceParameters([1, 0])
    /// var optimizer = Optimizer.sgd(momentum: 0.9)
    /// try optimizer.update(&network, gradients: [0.5, 0], rate: 0.1)
    /// print(network.parameters[0])  // → 0.95
    /// ```
    public static func sgd(momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0) -> Optimizer
    {
        Optimizer(.sgd(momentum: Float(momentum), nesterov: nesterov), weightDecay: weightDecay)
    }

    /// Adam (Kingma & Ba 2015, algorithm 1). `weightDecay`·p is added to the gradient.
    ///
    /// ```swift
    /// var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
    /// try network.replaceParameters([1, 0])
    /// var optimizer = Optimizer.adam()
    /// try optimizer.update(&network, gradients: [0.5, 0], rate: 0.1)
    /// print(network.parameters[0])  // → 0.9
    /// ```
    public static func adam(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
    ) -> Optimizer {
        Optimizer(
            .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), decoupled: false),
            weightDecay: weightDecay)
    }

    /// AdamW (Loshchilov & Hutter 2019): Adam whose weight decay leaves the gradient alone and shrinks the
    /// parameters, p −= rate·weightDecay·p.
    ///
    /// ```swift
    /// var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
    /// try network.replaceParameters([1, 0])
    /// var optimizer = Optimizer.adamW(weightDecay: 0.1)
    /// try optimizer.update(&network, gradients: [0.5, 0], rate: 0.1)
    /// print(network.parameters[0])  // → 0.89
    /// ```
    public static func adamW(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0.01
    ) -> Optimizer {
        Optimizer(
            .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), decoupled: true),
            weightDecay: weightDecay)
    }

    /// Changes all parameters of `network`, weights and biases alike, by one step against `gradients`.
    ///
    /// ```swift
    /// var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
    /// try network.replaceParameters([1, 0])
    /// var optimizer = Optimizer.sgd()
    /// try optimizer.update(&network, gradients: [0.5, 0], rate: 0.1)
    /// print(network.parameters[0])  // → 0.95
    /// ```
    ///
    /// - Throws: `InvalidArgument` when there is not a finite gradient for each parameter, the rate is
    ///   negative or not finite, or a setting of the optimiser is out of its range.
    public mutating func update(
        _ network: inout Network, gradients: [Float], rate: Double
    ) throws(InvalidArgument) {
        guard gradients.count == network.parameterCount else {
            throw InvalidArgument(
                "gradients", "\(gradients.count) values", "the network has \(network.parameterCount)")
        }
        guard rate >= 0 && rate.isFinite else {
            throw InvalidArgument("rate", "\(rate)", "it must be finite and at least 0")
        }
        try validate()
        // Only where some gradient is not finite, a second look finds out which.
        if !gradients.allFinite, let index = gradients.firstIndex(where: { !$0.isFinite }) {
            throw InvalidArgument("gradients[\(index)]", "\(gradients[index])", "it must be a finite number")
        }
        update(&network.parameters, gradients: gradients, rate: rate)
    }

    /// Refuses settings by which a step would not be a number.
    func validate() throws(InvalidArgument) {
        func check(_ value: Float, _ name: StaticString, below limit: Float) throws(InvalidArgument) {
            guard value >= 0 && value < limit else {
                throw InvalidArgument("\(name)", "\(value)", "it must be at least 0 and below \(limit)")
            }
        }
        try check(weightDecay, "weightDecay", below: .infinity)
        switch method {
        case .sgd(let momentum, _):
            try check(momentum, "momentum", below: 1)
        case .adam(let beta1, let beta2, let epsilon, _):
            try check(beta1, "beta1", below: 1)
            try check(beta2, "beta2", below: 1)
            guard epsilon > 0 && epsilon.isFinite else {
                throw InvalidArgument("epsilon", "\(epsilon)", "it must be a finite number above 0")
            }
        }
    }

    mutating func update(_ parameters: inout [Float], gradients: [Float], rate: Double) {
        let count = parameters.count
        if mean.count != count {
            mean = [Float](repeating: 0, count: count)
            square = mean
        }
        switch method {
        case .sgd(let momentum, let nesterov):
            var settings = ck_sgd_settings(
                rate: Float(rate), momentum: momentum, l2: weightDecay, nesterov: nesterov ? 1 : 0)
            ck_sgd(count, &settings, &parameters, gradients, &mean)
        case .adam(let beta1, let beta2, let epsilon, let decoupled):
            power1 *= Double(beta1)
            power2 *= Double(beta2)
            var settings = ck_adam_settings(
                beta1: beta1, beta2: beta2, rest1: 1 - beta1, rest2: 1 - beta2,
                rate: Float(rate / (1 - power1)), inverse_correction2: Float(1 / (1 - power2)),
                epsilon: epsilon, l2: decoupled ? 0 : weightDecay,
                keep: decoupled ? Float(1 - rate * Double(weightDecay)) : 1)
            ck_adam(count, &settings, &parameters, gradients, &mean, &square)
        }
    }
}
