import Screen

/// Turns the bytes that a terminal sends into keys, pastes, mouse and focus events. Pure: it is fed and asked.
///
/// Whatever comes between the marks of a bracketed paste is text and never a key; answers of the terminal to questions
/// are never keys either, however late they come.
struct Decoder {
    /// Bytes that no input has used yet: the beginning of a sequence or of a character.
    private(set) var held: [UInt8] = []
    private var paste: Paste?
    /// The sequences of this terminal's own keys, from its description.
    private let ownKeys: [[UInt8]: Key]

    init(ownKeys: [[UInt8]: Key] = [:]) {
        self.ownKeys = ownKeys
    }

    /// How long to wait for the rest of what is held before `expire`; nil where nothing is held. A lone Esc is short,
    /// because it is a key; a torn sequence may be slow on a bad line.
    var timeout: Duration? {
        if paste != nil { return .seconds(2) }
        switch held.count {
        case 0: return nil
        case 1: return .milliseconds(25)
        default: return .milliseconds(250)
        }
    }

    /// Takes in what was read.
    mutating func feed(_ bytes: some Collection<UInt8>) -> [Input] {
        held.append(contentsOf: bytes)
        var inputs: [Input] = []
        var used = 0
        while used < held.count, let step = next(from: used, into: &inputs) { used += step }
        held.removeFirst(used)
        return inputs
    }

    /// Nothing more came in time: an Esc is the key, Esc with a character is Alt, a paste without its end is what
    /// it is; the rest is dropped.
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

    /// Reads one thing at a place; gives the bytes used, nil where it isn't complete.
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

    /// Typed text up to the next control: a key for every character that a person would call one.
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

/// Bytes by name.
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

/// Where the last complete character of a run of UTF-8 ends.
enum UTF8Prefix {
    /// The end of what can be decoded; less than the run's end only where it may still grow and stops inside of a
    /// character.
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
