import Domain
import Runtime
import Testing

@Suite("What a notification says has changed")
struct ChangeHintTests {
    private let id = Identifier<Conversation>(high: 7, low: 9)

    @Test("A conversation, and the session that changed it")
    func bySession() {
        let hint = ChangeHint("\(id) 4711")
        #expect(hint.conversation == id)
        #expect(hint.processID == 4711)
    }

    @Test("A conversation that nobody, or more than one session, can be named for", arguments: ["", " 0", " x"])
    func byAnybody(rest: String) {
        let hint = ChangeHint("\(id)\(rest)")
        #expect(hint.conversation == id)
        #expect(hint.processID == nil)
    }

    @Test("Who is present in a conversation, which isn't a change of it")
    func presence() {
        let hint = ChangeHint("presence \(id)")
        #expect(hint.isOfPresence && hint.conversation == id)
        #expect(!ChangeHint("\(id) 4711").isOfPresence && !ChangeHint("presence").isOfPresence)
    }

    @Test("Anything else means that any conversation may have changed", arguments: ["", " ", "x", "x 4711", "1 2 3"])
    func byMany(payload: String) {
        let hint = ChangeHint(payload)
        #expect(hint.conversation == nil)
        #expect(hint.processID == nil)
    }
}
