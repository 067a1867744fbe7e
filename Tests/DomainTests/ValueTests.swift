import Domain
import Testing

@Suite("Values of the domain")
struct ValueTests {
    @Test("States are written precomposed, as the database compares them")
    func statesArePrecomposed() {
        #expect(Array(ConversationState.transferee.label.unicodeScalars.map(\.value)).contains(0xC9))
        #expect(ConversationState.all.allSatisfy { ConversationState(label: $0.label) == $0 })
    }

    @Test("A label of another deployment is kept as it is")
    func unknownLabels() {
        #expect(ConversationState(label: "EN_PAUSE").label == "EN_PAUSE")
        #expect(Channel(label: "telegram").label == "telegram")
        #expect(AppRole(label: "voiturier").level == 0)
    }

    @Test("What is archived is final, what is finished may be archived, what is open may not")
    func transitionsByHand() {
        #expect(ConversationState.archivee.choices.isEmpty)
        #expect(ConversationState.resolue.choices.contains(.archivee))
        #expect(!ConversationState.enCours.choices.contains(.archivee))
    }

    @Test("An identifier survives being written and read")
    func identifiers() throws {
        let text = "0f8fad5b-d9cb-469f-a165-70867728950e"
        let id = try #require(Identifier<Message>(text))
        #expect(id.description == text)
        #expect(Identifier<Message>("0f8fad5b") == nil)
        #expect(Identifier<Message>(text + "0") == nil)
    }

    @Test("A random identifier says that it is one")
    func randomIdentifiers() {
        var generator = SystemRandomNumberGenerator()
        let text = Array(Identifier<Message>(using: &generator).description)
        #expect(text[14] == "4")
        #expect("89ab".contains(text[19]))
    }

    @Test(
        "Days are those of the calendar",
        arguments: [(0, "1970-01-01"), (20_781, "2026-11-24"), (11_016, "2000-02-29")]
    )
    func days(day: Int, iso: String) {
        #expect(CalendarDay(days: day).iso == iso)
    }

    @Test("Text from outside shows its length and nothing else")
    func untrustedText() {
        let secret = UntrustedText("the code is 1234A")
        #expect("\(secret)" == "UntrustedText(17 bytes)")
        #expect(!String(reflecting: secret).contains("1234A"))
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("1234A"))
    }

    @Test("Seconds are rounded down, before 1970 too")
    func seconds() {
        #expect(Timestamp(microseconds: 1_999_999).seconds == 1)
        #expect(Timestamp(microseconds: -1).seconds == -1)
        #expect(Timestamp(seconds: 5) - Timestamp(seconds: 3) == .seconds(2))
    }
}
