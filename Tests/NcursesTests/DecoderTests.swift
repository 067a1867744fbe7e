import Screen
import Testing

@testable import Ncurses

@Suite("What a terminal sends")
struct DecoderTests {
    private func decode(_ chunks: String...) -> [Input] {
        var decoder = Decoder()
        return chunks.flatMap { decoder.feed(Array($0.utf8)) }
    }

    @Test(
        "is a key, whichever terminal it comes from",
        arguments: [
            ("\u{1B}[A", Key.up), ("\u{1B}OA", .up), ("\u{1B}[1;2A", Key(.up, .shift)), ("\u{1B}[H", .home),
            ("\u{1B}[1~", .home), ("\u{1B}[7~", .home), ("\u{1B}OH", .home), ("\u{1B}[4~", .end),
            ("\u{1B}[3~", .delete),
            ("\u{1B}[Z", .backtab), ("\u{1B}OP", Key(.function(1))), ("\u{1B}[[A", Key(.function(1))),
            ("\u{1B}[11~", Key(.function(1))), ("\u{1B}[15~", Key(.function(5))), ("\u{1B}[24~", Key(.function(12))),
            ("\u{1B}[5^", Key(.pageUp, .control)), ("\u{1B}[27;5;13~", Key(.enter, .control)),
            ("\u{1B}[97;5u", .control("a")), ("\u{1B}[97;2u", .character("A")), ("\u{1B}[27u", .escape),
            ("\r", .enter), ("\n", .control("J")), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
            ("\u{0}", Key(.character(" "), .control)), ("\u{1F}", .control("_")),
            ("\u{1B}é", Key(.character("é"), .alt)),
            ("e\u{301}", .character("e\u{301}")), ("👩‍👩‍👧", .character("👩‍👩‍👧")),
        ]
    )
    func keys(bytes: String, key: Key) {
        #expect(decode(bytes) == [.key(key)])
    }

    @Test("may come in pieces of any size")
    func pieces() {
        let text = "aé日\u{1B}[1;5C\u{1B}[200~q\u{1B}[2\r\nx\u{1B}[201~\u{1B}OPz"
        let whole = decode(text)
        let expected: [Input] = [
            .key(.character("a")), .key(.character("é")), .key(.character("日")), .key(Key(.right, .control)),
            .paste("q\u{1B}[2\nx"), .key(Key(.function(1))), .key(.character("z")),
        ]
        #expect(whole == expected)
        for size in 1...7 {
            var decoder = Decoder()
            var rest = Array(text.utf8)[...]
            var inputs: [Input] = []
            while !rest.isEmpty {
                inputs += decoder.feed(rest.prefix(size))
                rest = rest.dropFirst(size)
            }
            #expect(inputs == expected, "in pieces of \(size)")
        }
    }

    @Test("between the marks of a paste is never a key")
    func paste() {
        #expect(decode("\u{1B}[200~\u{1B}[A\u{3}:q!\r\u{1B}[201~") == [.paste("\u{1B}[A\u{3}:q!\n")])
        #expect(decode("\u{1B}[200~half", " of it\u{1B}[20", "1~j") == [.paste("half of it"), .key(.character("j"))])
        #expect(decode("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    }

    @Test("as a paste without an end is what it is after a while")
    func endlessPaste() {
        var decoder = Decoder()
        #expect(decoder.feed(Array("\u{1B}[200~lost line".utf8)) == [])
        #expect(decoder.timeout == .seconds(2))
        #expect(decoder.expire() == [.paste("lost line")])
        #expect(decoder.feed(Array("j".utf8)) == [.key(.character("j"))])
    }

    @Test("as a paste is cut off at a mebibyte")
    func largePaste() {
        let text = String(repeating: "a", count: 3 << 20)
        #expect(decode("\u{1B}[200~", text, "\u{1B}[201~") == [.paste(String(repeating: "a", count: 1 << 20))])
    }

    @Test("as a lone Esc is the key after a moment, and begins a sequence before")
    func escape() {
        var decoder = Decoder()
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.timeout == .milliseconds(25))
        #expect(decoder.expire() == [.key(.escape)])
        #expect(decoder.timeout == nil)
        #expect(decoder.feed([0x1B]) == [])
        #expect(decoder.feed(Array("[B".utf8)) == [.key(.down)])
        #expect(decode("\u{1B}\u{1B}[B") == [.key(.escape), .key(.down)])
    }

    @Test("as Alt with a bracket is told from a torn sequence by what follows")
    func bracket() {
        var decoder = Decoder()
        #expect(decoder.feed(Array("\u{1B}[".utf8)) == [])
        #expect(decoder.timeout == .milliseconds(250))
        #expect(decoder.expire() == [.key(Key(.character("["), .alt))])
        #expect(decoder.feed(Array("\u{1B}[1;".utf8)) == [])
        #expect(decoder.expire() == [])
    }

    @Test("as an answer is never a key, in whatever form and however torn")
    func answers() {
        #expect(decode("\u{1B}]11;rgb:0000/0000/0000\u{7}") == [.background(isDark: true)])
        #expect(
            decode("\u{1B}]11;rgb:ff", "ff/ffff/e000\u{1B}", "\\j") == [
                .background(isDark: false), .key(.character("j")),
            ]
        )
        #expect(decode("\u{1B}]11;rgb:fb/f4/e6\u{7}") == [.background(isDark: false)])
        #expect(decode("\u{1B}]52;c;aGk=\u{7}\u{1B}P1$r0m\u{1B}\\\u{1B}[?62;c\u{1B}[24;80R") == [])
    }

    @Test("about mouse and focus is told apart")
    func mouse() {
        let at = Point(column: 2, row: 4)
        #expect(decode("\u{1B}[<0;3;5M\u{1B}[<0;3;5m\u{1B}[<65;3;5M") == [.mouse(.press, at), .mouse(.wheelDown, at)])
        #expect(decode("\u{1B}[<35;3;5M\u{1B}[I\u{1B}[O") == [.focus(true), .focus(false)])
    }

    @Test("that makes no sense is dropped, and what follows is not")
    func nonsense() {
        var decoder = Decoder()
        #expect(decoder.feed([0xFF, 0xC3, 0x28, 0x6A]) == [.key(.character("(")), .key(.character("j"))])
        #expect(decode("\u{1B}[999999999999999999999~j\u{1B}[\u{1}k").last == .key(.character("k")))
    }

    @Test("by the terminal's own description goes before what most terminals mean")
    func ownKeys() {
        var decoder = Decoder(ownKeys: [Array("\u{1B}[7~".utf8): .end])
        #expect(decoder.feed(Array("\u{1B}[7~".utf8)) == [.key(.end)])
    }
}
