/// A reader of LLVM's bitstream container, the form in which the compiler serialises diagnostics.
///
/// The format is described in "LLVM Bitcode File Format" of the LLVM documentation: blocks within
/// blocks, records within them, each record by default or by an abbreviation defined before it.
/// Data that ends early or makes no sense reads as nil; nothing here trusts a length.
struct Bitstream {
    /// A block's content in order.
    struct Block {
        var id: Int
        var records: [Record] = []
        var blocks: [Block] = []
    }

    /// A record: what it is, its numbers, and the bytes of its blob.
    struct Record {
        var code: Int
        var fields: [UInt64]
        var blob: [UInt8]
    }

    private enum Operand {
        case literal(UInt64)
        case fixed(Int)
        case variable(Int)
        case array
        case character
        case blob
    }

    private let bytes: [UInt8]
    private var position: Int
    private var abbreviations: [Int: [[Operand]]] = [:]

    /// Reads all blocks after a four-byte signature.
    static func blocks(of bytes: [UInt8], signature: String) -> [Block]? {
        guard bytes.starts(with: signature.utf8) else { return nil }
        var stream = Bitstream(bytes: bytes, position: signature.utf8.count * 8)
        return stream.blocks(abbreviationWidth: 2, id: -1, depth: 0)?.blocks
    }

    private init(bytes: [UInt8], position: Int) {
        self.bytes = bytes
        self.position = position
    }

    private var atEnd: Bool { position + 32 > bytes.count * 8 }

    private mutating func blocks(abbreviationWidth: Int, id: Int, depth: Int) -> Block? {
        guard depth < 16 else { return nil }
        var block = Block(id: id)
        var local = abbreviations[id] ?? []
        var describedBlock = -1  // within the block that holds abbreviations for others
        while !(depth == 0 && atEnd) {
            guard let abbreviation = fixed(abbreviationWidth) else { return nil }
            switch abbreviation {
            case 0:  // end of the block
                align()
                return depth > 0 ? block : nil
            case 1:  // a block within
                guard let inner = variable(8), let width = variable(4), (1...32).contains(width) else {
                    return nil
                }
                align()
                guard fixed(32) != nil,
                    let read = blocks(abbreviationWidth: Int(width), id: Int(inner), depth: depth + 1)
                else { return nil }
                if inner != 0 { block.blocks.append(read) }
            case 2:  // an abbreviation
                guard let operands = abbreviationDefinition() else { return nil }
                if id == 0 {
                    abbreviations[describedBlock, default: []].append(operands)
                } else {
                    local.append(operands)
                }
            case 3:  // a record without abbreviation
                guard let code = variable(6), let count = variable(6), count <= bytes.count else {
                    return nil
                }
                var fields: [UInt64] = []
                for _ in 0..<count {
                    guard let field = variable(6) else { return nil }
                    fields.append(field)
                }
                if id == 0, code == 1, let first = fields.first { describedBlock = Int(first) }
                block.records.append(Record(code: Int(code), fields: fields, blob: []))
            default:
                guard abbreviation - 4 < local.count, let record = record(local[Int(abbreviation) - 4]) else {
                    return nil
                }
                block.records.append(record)
            }
        }
        return block
    }

    private mutating func abbreviationDefinition() -> [Operand]? {
        guard let count = variable(5), count <= 64 else { return nil }
        var operands: [Operand] = []
        for _ in 0..<count {
            guard let isLiteral = fixed(1) else { return nil }
            guard isLiteral == 0 else {
                guard let value = variable(8) else { return nil }
                operands.append(.literal(value))
                continue
            }
            switch fixed(3) {
            case 1:
                guard let width = variable(5), width <= 64 else { return nil }
                operands.append(.fixed(Int(width)))
            case 2:
                guard let width = variable(5), width <= 32 else { return nil }
                operands.append(.variable(Int(width)))
            case 3: operands.append(.array)
            case 4: operands.append(.character)
            case 5: operands.append(.blob)
            default: return nil
            }
        }
        return operands
    }

    private mutating func record(_ operands: [Operand]) -> Record? {
        var numbers: [UInt64] = []
        var blob: [UInt8] = []
        var index = 0
        while index < operands.count {
            switch operands[index] {
            case .array:
                guard let count = variable(6), count <= bytes.count * 8, index + 1 < operands.count else {
                    return nil
                }
                for _ in 0..<count {
                    guard let value = scalar(operands[index + 1]) else { return nil }
                    numbers.append(value)
                }
                index += 1
            case .blob:
                guard let count = variable(6) else { return nil }
                align()
                guard position / 8 <= bytes.count, count <= bytes.count - position / 8 else { return nil }
                blob = Array(bytes[position / 8..<position / 8 + Int(count)])
                position += Int(count) * 8
                align()
            case let operand:
                guard let value = scalar(operand) else { return nil }
                numbers.append(value)
            }
            index += 1
        }
        guard let code = numbers.first, code < 1 << 32 else { return nil }
        return Record(code: Int(code), fields: Array(numbers.dropFirst()), blob: blob)
    }

    private mutating func scalar(_ operand: Operand) -> UInt64? {
        switch operand {
        case .literal(let value): return value
        case .fixed(let width): return width == 0 ? 0 : fixed(width)
        case .variable(let width): return width == 0 ? 0 : variable(width)
        case .character: return fixed(6)
        case .array, .blob: return nil
        }
    }

    private mutating func fixed(_ width: Int) -> UInt64? {
        guard position + width <= bytes.count * 8 else { return nil }
        var value: UInt64 = 0
        var done = 0
        while done < width {
            let offset = position & 7
            let take = min(8 - offset, width - done)
            let piece = UInt64(bytes[position >> 3] >> offset) & (1 << take - 1)
            value |= piece << done
            done += take
            position += take
        }
        return value
    }

    /// A number in chunks whose highest bit says that another follows.
    private mutating func variable(_ width: Int) -> UInt64? {
        guard width > 1 else { return nil }
        var value: UInt64 = 0
        var shift = 0
        let more = UInt64(1) << (width - 1)
        while true {
            guard let chunk = fixed(width), shift < 64 else { return nil }
            value |= (chunk & (more - 1)) << shift
            if chunk & more == 0 { return value }
            shift += width - 1
        }
    }

    private mutating func align() { position = (position + 31) & ~31 }
}
