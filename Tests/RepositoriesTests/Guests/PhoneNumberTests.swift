import Domain
import TestSupport
import Testing

@Suite("Telephone numbers, compared as numbers")
struct PhoneNumberTests {
    private let house: GuestFixture
    init() throws { house = try GuestFixture() }

    private func number(_ text: String, in country: String = "MA") throws -> String? {
        try house.house.text("SELECT riad.e164('\(text.replacing("'", with: "''"))', '\(country)')")
    }

    @Test(
        "However a number is written, it is the same number",
        arguments: [
            "06 70 11 22 33", "0670112233", "670112233", "06.70.11.22.33", "06-70-11-22-33", "+212670112233",
            "+212 (0) 670-11.22.33", "(+212) 670 11 22 33", "(+212)670112233",
            "+2120670112233", "00212670112233", "00 212 670 112 233", "212670112233",
            "tel:+212670112233;ext=4", "WhatsApp +212 670112233", "06 70 11 22 33 (WhatsApp)", "(06) 70/11/22/33",
            "06 70 11 22 33 ext. 12", "+212 670 112233 poste 7", "٠٦٧٠١١٢٢٣٣", "＋２１２６７０１１２２３３",
            "\u{200e}+212\u{a0}670\u{2011}112233",
        ]
    )
    func written(text: String) throws { #expect(try number(text) == "+212670112233") }

    @Test(
        "What can't be a number is none",
        arguments: [
            "", "00", "(0) 0", "0", "+", "00000000", "n/a", "12345", "06 7O 11 22 33", "+33612345678,+15550100",
            "0612345678 / 0712345678", "+999123456789", "+0033612345678", "1-800-FLOWERS", "06701122",
            "067011223344556677", String(repeating: "0670112233", count: 40), "sofia@example.com",
        ]
    )
    func none(text: String) throws { #expect(try number(text) == nil) }

    @Test(
        "Each country writes its national numbers in its way",
        arguments: [
            ("FR", "06 12 34 56 78", "+33612345678"), ("GB", "07400 123456", "+447400123456"),
            ("IT", "06 1234 5678", "+390612345678"), ("IT", "+39 (0)6 1234 5678", "+390612345678"),
            ("ES", "612 34 56 78", "+34612345678"), ("US", "(201) 555-0123", "+12015550123"),
            ("US", "011 44 7400 123456", "+447400123456"), ("HU", "06 20 123 4567", "+36201234567"),
            ("RU", "8 (912) 345-67-89", "+79123456789"), ("CI", "01 23 45 67 89", "+2250123456789"),
            ("AR", "011 15-2345-6789", "+5491123456789"), ("DE", "0151 23456789", "+4915123456789"),
            ("MX", "+52 1 222 123 4567", "+522221234567"), ("BR", "+55 11 8765-4321", "+5511987654321"),
        ]
    )
    func national(country: String, written: String, expected: String) throws {
        #expect(try number(written, in: country) == expected)
    }

    @Test("When the house moves, national numbers are the new country's, and a country that isn't is refused")
    func moved() throws {
        try house.books("b1", named: "Miguel Ortas", phone: "06 12 34 56 87")
        let admin = try house.house.database.person(.administrateur)
        let agent = try house.house.database.person(.agent)
        let moving = "SELECT riad.set_setting('house_country', '\"FR\"')"
        #expect(try house.house.refusal(of: moving, as: agent.login) == Refusal.notPermitted.state)
        #expect(
            try house.house.refusal(of: "SELECT riad.set_setting('house_country', '\"ZZ\"')", as: admin.login)
                == Refusal.invalidInput.state
        )
        #expect(try house.house.refusal(of: moving, as: admin.login) == nil)
        try house.writes("whatsapp", from: "33612345687", named: "Miguel")
        #expect(try house.guests() == ["Miguel Ortas|b1|whatsapp with zone"])
    }
}
