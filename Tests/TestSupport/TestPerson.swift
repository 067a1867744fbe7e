import Domain
import Postgres

/// A person with an ordinary login of their own, as in a real installation.
package struct TestPerson: Sendable {
    package let id: Identifier<Person>
    package let login: String
    /// The role; nil if the person has none.
    package let role: AppRole?
}

extension TestDatabase {
    /// Creates a person with a login, a profile and, unless nil, a role. The login's name is unique in the cluster.
    package func person(
        _ role: AppRole?,
        name: (first: String, last: String) = ("Test", "Person"),
        zones: [String] = [],
        isActive: Bool = true
    ) throws -> TestPerson {
        let number = cluster.nextNumber()
        let login = "\(role?.label ?? "nobody")_\(number)"
        var generator = SystemRandomNumberGenerator()
        let person = TestPerson(id: Identifier(using: &generator), login: login, role: role)
        let superuser = connection()
        try superuser.run(script: "CREATE ROLE \(login) LOGIN", name: "login")
        try superuser.run(insertProfile(of: person, name: name, zones: zones, isActive: isActive))
        if let role {
            try superuser.run(
                change(
                    "INSERT INTO public.user_roles (user_id, role, is_active) VALUES ($1::uuid, $2::app_role, true)",
                    [Parameter("\(person.id)"), Parameter(role.label)]
                )
            )
        }
        try superuser.run(
            change("SELECT riad.register_login($1::uuid, $2::name)", [Parameter("\(person.id)"), Parameter(login)])
        )
        return person
    }

    private func insertProfile(
        of person: TestPerson,
        name: (first: String, last: String),
        zones: [String],
        isActive: Bool
    ) -> Request<Void> {
        change(
            """
            INSERT INTO public.profiles (user_id, email, first_name, last_name, geographical_zones, is_active)
            VALUES ($1::uuid, $2, $3, $4, $5::text[]::geographical_zone[], $6)
            """,
            [
                Parameter("\(person.id)"), Parameter("\(person.login)@example.com"), Parameter(name.first),
                Parameter(name.last), Parameter(zones), Parameter(isActive),
            ]
        )
    }

    private func change(_ sql: String, _ parameters: [Parameter]) -> Request<Void> {
        Request(writing: Statement(name: "test", text: sql), parameters) { _ in }
    }
}
