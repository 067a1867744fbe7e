import Domain
import Repositories
import TestSupport
import Testing

@Suite("In a company ten times as large")
struct GrowthTests {
    /// Beyond three times as many and some more, a statement reads with the company: a level of an index more is a page a
    /// row, and a plan may change its mind about what is small.
    private func bound(_ name: String, _ before: Int64) -> Int64 {
        max(3 * before + 100, DeclaredGrowth.all[name]?.pages ?? 0)
    }

    /// What is beyond its bound is measured up to twice more, after another clean-up, and counts by the least: rows that were
    /// dead a moment ago, or a plan that was made then, say nothing about the size of the house.
    private func leastPages(
        of company: GrowingCompany,
        as reader: GrowthReader,
        within few: [String: Measured]
    ) throws -> [String: Measured] {
        var least = try company.measure(as: reader)
        for _ in 1...2 {
            let hasGrown = least.contains { name, measured in
                guard case .pages(let after) = measured, case .pages(let before)? = few[name] else { return false }
                return after > bound(name, before)
            }
            guard hasGrown else { break }
            least.merge(try company.measure(as: reader)) { first, second in
                guard case .pages(let before) = first, case .pages(let after) = second else { return first }
                return .pages(min(before, after))
            }
        }
        return least
    }

    @Test("each statement looks at about as many pages, whoever asks")
    func pages() throws {
        let (small, large) = (try GrowingCompany(conversations: 1_000), try GrowingCompany(conversations: 10_000))
        var measured: Set<String> = []
        for reader in GrowthReader.allCases {
            let few = try small.measure(as: reader)
            let many = try leastPages(of: large, as: reader, within: few)
            #expect(few.keys.sorted() == many.keys.sorted(), "\(reader)")
            var (unasked, refused): (Set<String>, [String: String]) = ([], [:])
            for (name, before) in few {
                switch (before, many[name]) {
                case (.pages(let before), .pages(let after)):
                    measured.insert(name)
                    #expect(after <= bound(name, before), "\(reader): \(name) from \(before) to \(after)")
                case (.refused(let state), .refused(let other)) where state == other: refused[name] = state
                case (.unasked, .unasked): unasked.insert(name)
                case (_, let after):
                    let other = after.map { "\($0)" } ?? "gone"
                    Issue.record("\(reader): \(name) is \(before) in the smaller, \(other) in the larger" as Comment)
                }
            }
            #expect(unasked == reader.unasked, "\(reader)")
            let expected = reader.refused.mapValues(\.state).merging(reader.refusedCalls) { $1 }
            #expect(refused == expected, "\(reader)")
        }
        #expect(Set(DeclaredGrowth.all.keys).subtracting(measured) == [], "declared, and never measured")
    }
}
