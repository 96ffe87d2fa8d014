import CKernels

/// Changes a network's parameters by the gradient of a loss, step after step.
///
/// ```swift
/// var optimizer = Optimizer.adam()
/// let pass = try network.forward(batch, dropout: nil)
/// let loss = try Losses.crossEntropy(pass.logits, labels: labels)
/// try optimizer.update(&network, gradients: network.backward(pass, loss.gradient), rate: 0.001)
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
    public static func sgd(momentum: Double = 0, nesterov: Bool = false, weightDecay: Double = 0) -> Optimizer
    {
        Optimizer(.sgd(momentum: Float(momentum), nesterov: nesterov), weightDecay: weightDecay)
    }

    /// Adam (Kingma & Ba 2015, algorithm 1). `weightDecay`·p is added to the gradient.
    public static func adam(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0
    ) -> Optimizer {
        Optimizer(
            .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), decoupled: false),
            weightDecay: weightDecay)
    }

    /// AdamW (Loshchilov & Hutter 2019): Adam whose weight decay leaves the gradient alone and shrinks the
    /// parameters, p −= rate·weightDecay·p.
    public static func adamW(
        beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8, weightDecay: Double = 0.01
    ) -> Optimizer {
        Optimizer(
            .adam(beta1: Float(beta1), beta2: Float(beta2), epsilon: Float(epsilon), decoupled: true),
            weightDecay: weightDecay)
    }

    /// Changes all parameters of `network`, weights and biases alike, by one step against `gradients`.
    ///
    /// Throws when there is not a gradient for each parameter.
    public mutating func update(
        _ network: inout Network, gradients: [Float], rate: Double
    ) throws(InvalidArgument) {
        guard gradients.count == network.parameterCount else {
            throw InvalidArgument(
                "gradients", "\(gradients.count) values", "the network has \(network.parameterCount)")
        }
        update(&network.parameters, gradients: gradients, rate: rate)
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
