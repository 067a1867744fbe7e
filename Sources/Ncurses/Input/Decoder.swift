import Screen

/// Decodes terminal input into keys, pastes, mouse and focus events. Does no I/O.
///
/// Bytes inside a bracketed paste are text, never keys; a terminal's replies to queries are never keys either, however
/// late they arrive.
struct Decoder {
    /// Bytes not consumed yet: the start of a sequence or character.
    private(set) var held: [UInt8] = []
    private var paste: Paste?
    /// The key sequences from this terminal's description.
    private let ownKeys: [[UInt8]: Key]

    init(ownKeys: [[UInt8]: Key] = [:]) {
        self.ownKeys = ownKeys
    }

    /// How long to wait for more input before calling `expire`; nil if nothing is held. Short for a lone Esc, because
    /// it is a key; longer for a partial sequence, because the line may be slow.
    var timeout: Duration? {
        if paste != nil { return .seconds(2) }
        switch held.count {
        case 0: return nil
        case 1: return .milliseconds(25)
        default: return .milliseconds(250)
        }
    }

    /// Consumes received bytes.
    mutating func feed(_ bytes: some Collection<UInt8>) -> [Input] {
        held.append(contentsOf: bytes)
        var inputs: [Input] = []
        var used = 0
        while used < held.count, let step = next(from: used, into: &inputs) { used += step }
        held.removeFirst(used)
        return inputs
    }

    /// Resolves held bytes after the timeout: Esc is the key, Esc with a character is Alt, an unterminated paste ends;
    /// the rest is dropped.
    mutating func expire() -> [Input] {
        defer { held = [] }
        if let text = paste?.finish() {
            paste = nil
            return [.paste(text)]
        }
        guard held.first == Byte.escape else { return [] }
        if held.count == 1 { return [.key(.escape)] }
        guard held.count == 2, held[1] >= 0x20 else { return [] }
        return [.key(Key(.character(Character(Unicode.Scalar(held[1]))), .alt))]
    }

    /// Decodes one item; returns the bytes consumed, nil if it is incomplete.
    private mutating func next(from start: Int, into inputs: inout [Input]) -> Int? {
        if paste != nil { return decodePaste(from: start, into: &inputs) }
        switch held[start] {
        case Byte.escape: return decodeSequence(from: start, into: &inputs)
        case ..<0x20, 0x7F:
            inputs.append(.key(ControlByte.key(held[start])))
            return 1
        default: return takeText(from: start, into: &inputs)
        }
    }

    private mutating func decodePaste(from start: Int, into inputs: inout [Input]) -> Int? {
        guard let used = paste?.consume(held[start...]) else { return nil }
        if paste?.isComplete == true, let text = paste?.finish() {
            paste = nil
            inputs.append(.paste(text))
        }
        return used == 0 ? nil : used
    }

    private mutating func decodeSequence(from start: Int, into inputs: inout [Input]) -> Int? {
        guard let sequence = EscapeSequence(held[start...]) else { return nil }
        if sequence.kind == .pasteBegins {
            paste = Paste()
        } else if let own = ownKeys[Array(held[start..<start + sequence.length])] {
            inputs.append(.key(own))
        } else if let input = sequence.input {
            inputs.append(input)
        }
        return sequence.length
    }

    /// Decodes typed text up to the next control, one key per grapheme cluster.
    private func takeText(from start: Int, into inputs: inout [Input]) -> Int? {
        let end = held[start...].firstIndex { $0 < 0x20 || $0 == 0x7F } ?? held.count
        let whole = UTF8Prefix.completeEnd(of: held[start..<end], mayGrow: end == held.count)
        guard whole > start else { return nil }
        for character in String(decoding: held[start..<whole], as: UTF8.self) where character != "\u{FFFD}" {
            inputs.append(.key(.character(character)))
        }
        return whole - start
    }
}

/// Named bytes.
enum Byte {
    static let escape: UInt8 = 0x1B
    static let bell: UInt8 = 0x07
}

/// Keys that are one byte below space.
enum ControlByte {
    static func key(_ byte: UInt8) -> Key {
        switch byte {
        case 0x00: Key(.character(" "), .control)
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x0D: .enter
        default: .control(Character(Unicode.Scalar(byte | 0x40)))
        }
    }
}

/// Finds the end of the last complete character in UTF-8.
enum UTF8Prefix {
    /// The end of the decodable prefix; less than the end of the run only if it may grow and stops within a character.
    static func completeEnd(of run: ArraySlice<UInt8>, mayGrow: Bool) -> Int {
        guard mayGrow else { return run.endIndex }
        for back in 1...3 where run.count >= back {
            let byte = run[run.endIndex - back]
            if byte & 0xC0 == 0x80 { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            return length > back ? run.endIndex - back : run.endIndex
        }
        return run.endIndex
    }
}
