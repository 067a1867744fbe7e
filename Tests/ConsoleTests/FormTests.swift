import Console
import Screen
import Testing
import Text

/// A form with a field of each kind.
private struct VisitForm: FormOverlay {
    enum Name { case who, secret, day, zones, comes, remark, number }

    var parent: (any Overlay)?
    var form = Form<Name>([
        (.number, FormField("Number", .readOnly("17"))),
        (.who, FormField("Who", .line("Iris"), help: "As the passport has it.")),
        (.secret, FormField("Password", .secret)),
        (.day, FormField("Day", .choice(FormChoice(["monday", "tuesday", "thursday"])))),
        (.zones, FormField("Zones", .selection(FormSelection(["gueliz", "medina"], chosen: [1])))),
        (.comes, FormField("Comes", .flag(false))),
        (.remark, FormField("Remark", .lines("one\ntwo"))),
    ])

    func title(in language: Language) -> SafeText { "Visit" }

    func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        guard !form.text(.who).isEmpty else { throw FormProblem(.who, "A visit needs a name.") }
        return [.setTitle(SafeText(trusted: "saved \(form.text(.who))"))]
    }
}

@Suite("Forms")
struct FormTests {
    private func house(_ page: some Overlay = VisitForm(), columns: Int = 80, rows: Int = 24) -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows)
        house.present(page)
        return house
    }

    private func form(_ house: ConsoleHarness) throws -> Form<VisitForm.Name> {
        try #require(house.state.overlay as? VisitForm).form
    }

    @Test("A form shows its fields, what stands in them, and what is to be known about the one with the cursor")
    func screen() throws {
        try expectScreen(house().screen, "form-80x24")
    }

    @Test("On a low screen the form scrolls to the field with the cursor")
    func lowScreen() throws {
        var house = house(columns: 40, rows: 10)
        try house.press("S-Tab")
        #expect(house.screen.contains("Remark"))
        #expect(house.screen.contains("two"))
    }

    @Test("Tab goes round the fields that can be changed, letters are written, choices are chosen")
    func writing() throws {
        var house = house()
        house.type(" Ada")
        try house.press("Tab")
        house.type("s3 cret")
        #expect(!house.screen.contains("s3"))
        try house.press("Tab", "t", "t", "Right", "Right", "Tab", "Space", "j", "Space", "Tab", "Space", "Tab", "Tab")
        let form = try form(house)
        #expect(form.text(.who) == "Iris Ada")
        #expect(form.text(.secret) == "s3 cret")
        #expect(form.choice(.day) == 1)
        #expect(form.selection(.zones) == [0])
        #expect(form.flag(.comes))
        #expect(form.focus == .who)
    }

    @Test("A field that is wrong gets the cursor, and the form says why")
    func wrong() throws {
        var house = house()
        try house.press("^U", "Tab", "^S")
        #expect(house.screen.contains("A visit needs a name."))
        #expect(try form(house).focus == .who)
        #expect(house.done.isEmpty)
        house.type("Ada")
        #expect(!house.screen.contains("needs a name"))
        try house.press("Enter")
        #expect(house.done == [.setTitle("saved Ada")])
        #expect(house.screen.contains("saving…"))
    }

    @Test("Enter in a text of several lines begins a line, ^S saves")
    func manyLines() throws {
        var house = house()
        try house.press("S-Tab", "Enter")
        house.type("three")
        #expect(try form(house).text(.remark) == "one\ntwo\nthree")
        try house.press("^S")
        #expect(house.done == [.setTitle("saved Iris")])
    }

    @Test("Esc leaves a form that nothing was written in, and asks before it throws anything away")
    func leaving() throws {
        var house = house(VisitForm(parent: VisitForm()))
        house.type("x")
        try house.press("Esc")
        #expect(house.screen.contains("Unsaved changes"))
        try house.press("Esc")
        #expect(try form(house).text(.who) == "Iris", "the page that it was opened from")
        try house.press("Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("A pasted text goes into the field with the cursor, as one line where the field is one")
    func pasting() throws {
        var house = house()
        house.dispatch(.input(.paste(" de\nla Cruz")))
        #expect(try form(house).text(.who) == "Iris de la Cruz")
    }
}
