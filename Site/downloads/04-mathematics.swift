// 4. Mathematics

import Transcript

// MARK: What goes in

import Distillation
import Figures

/// A value with `count` digits after the point.
func digits(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, each as wide as a signed value with `count` digits.
func show(_ name: String, _ cells: [String], digits count: Int = 6) {
    print(TextTable.row(name, cells, nameWidth: 18, widths: [count + 4]))
}

func show(_ name: String, _ values: [Double], digits count: Int = 6) {
    show(name, values.map { digits($0, count) }, digits: count)
}

func logSoftmax(_ logits: [Double], temperature: Double = 1) -> [Double] {
    let largest = logits.max()!
    let shifted = logits.map { ($0 - largest) / temperature }
    let logSum = Double.log(shifted.reduce(0) { $0 + Double.exp($1) })
    return shifted.map { $0 - logSum }
}

func softmax(_ logits: [Double], temperature: Double = 1) -> [Double] {
    logSoftmax(logits, temperature: temperature).map { Double.exp($0) }
}

(Double.exp(1000.0) / (Double.exp(1000.0) + Double.exp(999.0))).isNaN // → true
softmax([1000, 999])[0] // → 0.7310…

let teacher = [6.0, 3.0, 1.0]

show("", ["cat", "dog", "car"], digits: 3)
for temperature in [0.25, 1, 2, 4, 20] {
    show("T = \(temperature)", softmax(teacher, temperature: temperature), digits: 3)
}

// Prints:
//                           cat    dog    car
//     T = 0.25            1.000  0.000  0.000
//     T = 1.0             0.946  0.047  0.006
//     T = 2.0             0.766  0.171  0.063
//     T = 4.0             0.569  0.269  0.163
//     T = 20.0            0.379  0.326  0.295

// MARK: Softmax twice

show("0.8 and 0.2", softmax([0.8, 0.2]))
show("1 and 0", softmax([1, 0]))

let certain = [1.0] + Array(repeating: 0.0, count: 9)
softmax(certain).max()! // → 0.2319…

// Prints:
//     0.8 and 0.2         0.645656  0.354344
//     1 and 0             0.731059  0.268941

struct Probabilities { let values: [Double] }

struct Logits {
    let values: [Double]
    func softmax() -> Probabilities { Probabilities(values: logSoftmax(values).map { Double.exp($0) }) }
}

let fromLogits = softmax(teacher, temperature: 4)
let fromProbabilities = softmax(softmax(teacher).map { Double.log($0) }, temperature: 4)
zip(fromLogits, fromProbabilities).allSatisfy { abs($0 - $1) < 1e-12 } // → true

show("from logits", softmax([1000, 0], temperature: 1000))
let rounded = softmax([1000, 0])
show("from \(rounded)", softmax(rounded.map { Double.log($0) }, temperature: 1000))

// Prints:
//     from logits         0.731059  0.268941
//     from [1.0, 0.0]     1.000000  0.000000

// MARK: (1) The cross-entropy loss

func crossEntropy(_ t: [Double], _ s: [Double]) -> Double {
    zip(t, s).reduce(0) { $1.0 > 0 ? $0 - $1.0 * Double.log($1.1) : $0 }
}

func entropy(_ p: [Double]) -> Double { crossEntropy(p, p) }

func divergence(_ t: [Double], _ s: [Double]) -> Double {
    zip(t, s).reduce(0) { $1.0 > 0 ? $0 + $1.0 * Double.log($1.0 / $1.1) : $0 }
}

let label = [1.0, 0.0, 0.0]
let target = [0.7, 0.2, 0.1]
let guess = [0.6, 0.3, 0.1]

show("t and s", ["CE", "H", "KL"])
for (name, t, s) in [
    ("label, itself", label, label), ("target, itself", target, target), ("target, guess", target, guess),
] {
    show(name, [crossEntropy(t, s), entropy(t), divergence(t, s)])
}

// Prints:
//     t and s                   CE         H        KL
//     label, itself       0.000000  0.000000  0.000000
//     target, itself      0.801819  0.801819  0.000000
//     target, guess       0.828631  0.801819  0.026812

// MARK: (2) The distillation loss

func articleLoss(_ t: [Double], _ s: [Double]) -> Double {
    zip(t, s).reduce(0) { $0 - $1.0 * Double.log($1.1) - (1 - $1.0) * Double.log(1 - $1.1) }
}

let twice = 2 * crossEntropy([0.8, 0.2], [0.9, 0.1]) // → 1.0896…
articleLoss([0.8, 0.2], [0.9, 0.1]) // → 1.0896…

func gradient(at logits: [Double], step: Double = 1e-4, of loss: ([Double]) -> Double) -> [Double] {
    logits.indices.map { j in
        var up = logits, down = logits
        up[j] += step
        down[j] -= step
        return (loss(up) - loss(down)) / (2 * step)
    }
}

let logits = guess.map { Double.log($0) }  // softmax(logits) is the guess
let losses = [("cross-entropy", crossEntropy), ("divergence", divergence), ("article's formula", articleLoss)]

show("", ["value", "∂/∂cat", "∂/∂dog", "∂/∂car"])
for (name, loss) in losses {
    show(name, [loss(target, guess)] + gradient(at: logits) { loss(target, softmax($0)) })
}

let ratio = articleLoss(target, guess) / crossEntropy(target, guess) // → 1.7905…

// Prints:
//                            value    ∂/∂cat    ∂/∂dog    ∂/∂car
//     cross-entropy       0.828631 -0.100000  0.100000  0.000000
//     divergence          0.026812 -0.100000  0.100000  0.000000
//     article's formula   1.483683 -0.185714  0.175000  0.010714

articleLoss(target, target) // → 1.4363…
let least = target.reduce(0) { $0 + entropy([$1, 1 - $1]) } // → 1.4363…

// MARK: Where the factor T² comes from

func softDivergence(_ teacher: [Double], _ student: [Double], _ temperature: Double) -> Double {
    divergence(softmax(teacher, temperature: temperature), softmax(student, temperature: temperature))
}

func length(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }

let student = [2.0, 3.0, 1.0]
let temperatures = [1.0, 2, 4, 8, 16, 32, 64]
let pull = temperatures.map { temperature in
    length(gradient(at: student) { softDivergence(teacher, $0, temperature) })
}

show("", ["soft", "times T²"])
for (temperature, pull) in zip(temperatures, pull) {
    show("T = \(Int(temperature))", [pull, temperature * temperature * pull])
}
show("label", [length(gradient(at: student) { crossEntropy(label, softmax($0)) })])

// Prints:
//                             soft  times T²
//     T = 1               0.938909  0.938909
//     T = 2               0.290887  1.163547
//     T = 4               0.074850  1.197597
//     T = 8               0.018162  1.162372
//     T = 16              0.004414  1.129985
//     T = 32              0.001084  1.110364
//     T = 64              0.000268  1.099762
//     label               1.010488

/// A picture of both columns: powers of two to the right, powers of ten upwards.
func gradientPicture() -> String {
    func x(_ t: Double) -> Double { 70 + 80 * Double.log(t) / Double.log(2) }
    func y(_ g: Double) -> Double { 60 - 50 * Double.log(g) / Double.log(10) }
    func points(_ values: [Double]) -> String {
        zip(temperatures, values).map { digits(x($0), 1) + "," + digits(y($1), 1) }.joined(separator: " ")
    }
    let scaled = zip(temperatures, pull).map { $0 * $0 * $1 }
    var svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" role="img" font-family="sans-serif" font-size="14" fill="currentColor">
        <title>Length of the soft gradient by temperature, with and without the factor T squared</title>
        <path d="M70 20V270H560" fill="none" stroke="currentColor"/>

        """
    for t in temperatures {
        svg += "<text x=\"\(Int(x(t)))\" y=\"290\" text-anchor=\"middle\">\(Int(t))</text>\n"
    }
    for (exponent, name) in [(0, "1"), (-1, "0.1"), (-2, "0.01"), (-3, "0.001"), (-4, "0.0001")] {
        svg += "<text x=\"62\" y=\"\(65 - 50 * exponent)\" text-anchor=\"end\">\(name)</text>\n"
        svg += "<path d=\"M70 \(60 - 50 * exponent)H560\" stroke=\"currentColor\" opacity=\"0.15\"/>\n"
    }
    svg += "<text x=\"315\" y=\"312\" text-anchor=\"middle\">temperature T</text>\n"
    svg += "<text x=\"80\" y=\"24\">length of the gradient</text>\n"
    for (values, colour, dash, name, offset) in [
        (scaled, "#2f7fc1", "", "times T²", -10.0), (pull, "#d1662a", "6 4", "plain", 22.0),
    ] {
        svg += "<polyline points=\"\(points(values))\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"3\" stroke-dasharray=\"\(dash)\"/>\n"
        for (t, value) in zip(temperatures, values) {
            svg += "<circle cx=\"\(digits(x(t), 1))\" cy=\"\(digits(y(value), 1))\" r=\"4\" fill=\"\(colour)\"/>\n"
        }
        svg += "<text x=\"390\" y=\"\(digits(y(values[4]) + offset, 1))\" text-anchor=\"end\">\(name)</text>\n"
    }
    return svg + "</svg>\n"
}
figure("soft-gradient", gradientPicture())

func distillationLoss(
    _ student: [Double], teacher: [Double], label: [Double], alpha: Double, temperature: Double
) -> Double {
    let soft = softDivergence(teacher, student, temperature)
    return (1 - alpha) * crossEntropy(label, softmax(student)) + alpha * temperature * temperature * soft
}

let (alpha, heat) = (0.7, 4.0)
func loss(_ s: [Double]) -> Double {
    distillationLoss(s, teacher: teacher, label: label, alpha: alpha, temperature: heat)
}

let (p, hot) = (softmax(student), softmax(student, temperature: heat))
let aim = softmax(teacher, temperature: heat)
let formula: [Double] = (0..<3).map { j in
    (1 - alpha) * (p[j] - label[j]) + alpha * heat * (hot[j] - aim[j])
}

show("loss", [loss(student)])
show("measured", gradient(at: student, of: loss))
show("formula", formula)

// Prints:
//     loss                1.802258
//     measured           -0.904323  0.621439  0.282884
//     formula            -0.904323  0.621439  0.282884

// MARK: When the temperature is very high

for temperature in [1.0, 4, 20, 100, 1000] {
    let soft = softDivergence(teacher, student, temperature)
    show("T = \(Int(temperature))", [temperature * temperature * soft], digits: 4)
}
let difference = zip(student, teacher).map { $0 - $1 }
let centre = difference.reduce(0, +) / 3
let squares = difference.map { ($0 - centre) * ($0 - centre) }
show("limit", [squares.reduce(0, +) / 6], digits: 4)

// Prints:
//     T = 1               1.1386
//     T = 4               1.9714
//     T = 20              1.8497
//     T = 100             1.7933
//     T = 1000            1.7794
//     limit               1.7778

// MARK: 4.3 Worked example

let yt = [[0.8, 0.2], [0.3, 0.7], [0.1, 0.9], [0.4, 0.6], [0.2, 0.8]]  // the teacher
let ys = [[0.9, 0.1], [0.4, 0.6], [0.3, 0.7], [0.5, 0.5], [0.2, 0.8]]  // the student

let rows = yt.count // → 5
let columns = yt[0].count // → 2
(yt + ys).allSatisfy { abs($0[0] + $0[1] - 1) < 1e-12 } // → true

let printed = [0.049, 0.386, 0.133, 0.324, 0.090]

let columnNames = ["CE", "H", "KL(t‖s)", "KL(s‖t)", "4.1"]

func candidates(_ t: [Double], _ s: [Double]) -> [Double] {
    [crossEntropy(t, s), entropy(t), divergence(t, s), divergence(s, t), articleLoss(t, s)]
}

func total(_ loss: ([Double], [Double]) -> Double) -> Double {
    zip(yt, ys).reduce(0) { $0 + loss($1.0, $1.1) }
}

show("row  article", columnNames)
for i in 0..<5 {
    show("\(i + 1)    \(digits(printed[i], 3))", candidates(yt[i], ys[i]))
}
show("sum", columnNames.indices.map { column in total { candidates($0, $1)[column] } })

// Prints:
//     row  article              CE         H   KL(t‖s)   KL(s‖t)       4.1
//     1    0.049          0.544805  0.500402  0.044403  0.036690  1.089611
//     2    0.386          0.632465  0.610864  0.021601  0.022582  1.264930
//     3    0.133          0.441405  0.325083  0.116322  0.153664  0.882809
//     4    0.324          0.693147  0.673012  0.020136  0.020411  1.386294
//     5    0.090          0.500402  0.500402  0.000000  0.000000  1.000805
//     sum                 2.812225  2.609764  0.202461  0.233347  5.624450

show("row", columnNames, digits: 4)
for i in 0..<5 {
    show("\(i + 1)", candidates(yt[i], ys[i]).map { $0 / printed[i] }, digits: 4)
}

// Prints:
//     row                     CE       H KL(t‖s) KL(s‖t)     4.1
//     1                  11.1185 10.2123  0.9062  0.7488 22.2370
//     2                   1.6385  1.5826  0.0560  0.0585  3.2770
//     3                   3.3188  2.4442  0.8746  1.1554  6.6377
//     4                   2.1393  2.0772  0.0621  0.0630  4.2787
//     5                   5.5600  5.5600  0.0000  0.0000 11.1201

// MARK: A proof without a calculator

show("row  article", ["at least"], digits: 4)
for i in 0..<5 {
    let (t, s) = (yt[i], ys[i])
    let least = 2 * t[0] * (1 - t[0])
    expect(least <= entropy(t) && entropy(t) <= crossEntropy(t, s))
    show("\(i + 1)    \(digits(printed[i], 3))", [least], digits: 4)
}

// Prints:
//     row  article       at least
//     1    0.049          0.3200
//     2    0.386          0.4200
//     3    0.133          0.1800
//     4    0.324          0.4800
//     5    0.090          0.3200

entropy(yt[4]) / Double.log(10) // → 0.2173…

/// The rows of the example: what the article prints, the least possible, the true value.
func examplePicture() -> String {
    func y(_ value: Double) -> Double { 250 - 300 * value }
    var svg = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" role="img" font-family="sans-serif" font-size="14" fill="currentColor">
        <title>The five rows: the article's value, the entropy of the target, and the cross-entropy</title>
        <path d="M60 20V250H620" fill="none" stroke="currentColor"/>
        <text x="70" y="16">loss in nats</text>

        """
    for tick in [0.0, 0.2, 0.4, 0.6] {
        svg += "<text x=\"52\" y=\"\(digits(y(tick) + 5, 0))\" text-anchor=\"end\">\(digits(tick, 1))</text>\n"
        svg += "<path d=\"M60 \(digits(y(tick), 0))H620\" stroke=\"currentColor\" opacity=\"0.15\"/>\n"
    }
    for i in 0..<5 {
        let x = 75 + 108 * i
        let (article, least, truth) = (y(printed[i]), y(entropy(yt[i])), y(crossEntropy(yt[i], ys[i])))
        svg += "<rect x=\"\(x)\" y=\"\(digits(article, 1))\" width=\"38\" height=\"\(digits(250 - article, 1))\" fill=\"#d1662a\"/>\n"
        svg += "<rect x=\"\(x + 44)\" y=\"\(digits(truth, 1))\" width=\"38\" height=\"\(digits(250 - truth, 1))\" fill=\"#2f7fc1\"/>\n"
        svg += "<path d=\"M\(x - 5) \(digits(least, 1))H\(x + 87)\" stroke=\"currentColor\" stroke-width=\"3\" stroke-dasharray=\"5 3\"/>\n"
        svg += "<text x=\"\(x + 41)\" y=\"268\" text-anchor=\"middle\">row \(i + 1)</text>\n"
    }
    return svg + """
        <rect x="75" y="284" width="14" height="14" fill="#d1662a"/><text x="95" y="296">the article</text>
        <rect x="215" y="284" width="14" height="14" fill="#2f7fc1"/><text x="235" y="296">cross-entropy</text>
        <path d="M365 291h30" stroke="currentColor" stroke-width="3" stroke-dasharray="5 3"/><text x="403" y="296">entropy: the least possible</text>
        </svg>

        """
}
figure("worked-example", examplePicture())

// MARK: From five numbers to −4.86

let thousandths = [49, 386, 133, 324, 90]
let sum = thousandths.reduce(0, +) // → 982
let fiveTimes = 5 * 972 // → 4860

func checked(_ loss: Double) -> Double {
    precondition(loss >= 0, "a loss of \(loss) is below zero, where no cross-entropy can be")
    return loss
}

// MARK: The right numbers

show("", ["sum", "mean"])
for (name, loss) in losses {
    show(name, [checked(total(loss)), total(loss) / 5])
}

// Prints:
//                              sum      mean
//     cross-entropy       2.812225  0.562445
//     divergence          0.202461  0.040492
//     article's formula   5.624450  1.124890

for temperature in [1.0, 2, 4, 20] {
    let soft = total { t, s in
        temperature * temperature * softDivergence(t.map { Double.log($0) }, s.map { Double.log($0) }, temperature)
    }
    show("T = \(Int(temperature))", [soft / 5])
}

// Prints:
//     T = 1               0.040492
//     T = 2               0.060453
//     T = 4               0.068086
//     T = 20              0.070868

func choice(_ p: [Double], lastWins: Bool) -> Int {
    let top = p.max()!
    return lastWins ? p.lastIndex(of: top)! : p.firstIndex(of: top)!
}

for lastWins in [false, true] {
    let agree = zip(yt, ys).filter { choice($0, lastWins: lastWins) == choice($1, lastWins: lastWins) }.count
    print(lastWins ? "the last class wins a tie: " : "the first class wins a tie:", agree, "of 5 agree")
}

// Prints:
//     the first class wins a tie: 4 of 5 agree
//     the last class wins a tie:  5 of 5 agree
