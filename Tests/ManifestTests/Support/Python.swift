import Subprocess

/// Runs a script with the python3 of the machine, where the independent readers of our formats live.
enum Python {
    /// Whether python3 is there and can import a module.
    static func has(_ module: String) async -> Bool {
        // No python3 at all is the same answer as no module.
        let result = try? await run("import \(module)")
        return result?.isSuccess == true
    }

    /// What a script printed on its standard output; throws what it printed on standard error where it failed.
    static func output(of script: String, input: String = "") async throws -> String {
        let result = try await run(script, input: input)
        guard result.isSuccess else { throw Failed(description: result.errors) }
        return result.output
    }

    /// A script that ended with an exit code other than 0.
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private static func run(
        _ script: String,
        input: String = ""
    ) async throws -> (isSuccess: Bool, output: String, errors: String) {
        let result = try await Subprocess.run(
            .name("python3"),
            arguments: ["-W", "ignore", "-c", script],
            input: .string(input),
            output: .string(limit: 16 << 20),
            error: .string(limit: 1 << 20)
        )
        return (result.terminationStatus.isSuccess, result.standardOutput, result.standardError)
    }
}
