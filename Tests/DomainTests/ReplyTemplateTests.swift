import Domain
import Testing

@Suite("Canned replies' variables")
struct ReplyTemplateTests {
    private let values: [ReplyVariable: String] = [.guestFirstName: "Sofia", .agentName: "Nadia Alami"]

    private func filled(_ text: String) -> String { ReplyTemplate(text).filled(values) }

    @Test("A variable becomes what is known, else its fallback, else it stays as it was written")
    func filling() {
        #expect(filled("Hi {guest.first_name|there}, {guest.last_name|dear guest}!") == "Hi Sofia, dear guest!")
        #expect(filled("{guest.first_name}{agent.name}") == "SofiaNadia Alami")
        #expect(filled("Code: {property.name}") == "Code: {property.name}")
        #expect(filled("a{property.name|}b") == "ab")
    }

    @Test("Case and blanks don't matter, in the name and around the fallback")
    func spelling() {
        #expect(filled("Hi {Guest.First_Name}, {guest.name | Sir} { agent.name }") == "Hi Sofia, Sir Nadia Alami")
        #expect(filled("a{property.name | }b") == "ab")
    }

    @Test(
        "Whatever else stands in braces is a place too, so that it isn't sent",
        arguments: ["{price}", "{a b}", "{guest.}"]
    )
    func unknown(text: String) {
        #expect(filled(text) == text)
        #expect(ReplyTemplate(text).places == [text])
        #expect(ReplyTemplate(text).unknownNames == [String(text.dropFirst().dropLast())])
    }

    @Test("An unknown name is told the one that was probably meant")
    func nearest() {
        #expect(ReplyVariable.nearest(to: "guest.firstname") == .guestFirstName)
        #expect(ReplyVariable.nearest(to: "guest.nam") == .guestName)
        #expect(ReplyVariable.nearest(to: "first_name") == .guestFirstName)
        #expect(ReplyVariable.nearest(to: "x") == nil)
    }

    @Test(
        "Braces around nothing, and those without a partner on their line, are words",
        arguments: ["{", "}{", "{}", "{x{", "{a.\nb}"]
    )
    func words(text: String) {
        #expect(filled(text) == text)
        #expect(ReplyTemplate(text).places == [])
    }

    @Test("A brace before a variable doesn't hide it")
    func nested() {
        #expect(filled("{{guest.first_name}}") == "{Sofia}")
    }

    @Test("What is filled in is never read again, and can't be taken for a variable")
    func hostileValues() {
        let hostile: [ReplyVariable: String] = [.guestFirstName: "{agent.name}", .agentName: "secret"]
        let text = ReplyTemplate("Hi {guest.first_name}").filled(hostile)
        #expect(text == "Hi (agent.name)")
        #expect(ReplyTemplate(text).places == [])
        let halves: [ReplyVariable: String] = [.guestFirstName: "{agent", .guestLastName: ".name}"]
        #expect(ReplyTemplate("{guest.first_name}{guest.last_name}").filled(halves) == "(agent.name)")
    }

    @Test("Places and unknown names are told")
    func telling() {
        let template = ReplyTemplate("{guest.first_name|x} {guest.nam} {stay.check_in}")
        #expect(template.places == ["{guest.first_name|x}", "{guest.nam}", "{stay.check_in}"])
        #expect(template.unknownNames == ["guest.nam"])
    }

    @Test("A hundred thousand braces are read in no time")
    func longText() {
        let text = String(repeating: "{", count: 100_000)
        #expect(ReplyTemplate(text).filled(values) == text)
    }
}
