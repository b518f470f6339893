import ArgumentParser
import Glibc
import Intake
import Manifest
import Pipeline
import Roles
import Settings
import StateFiles
import SystemPackage

/// How the desk is served.
struct DeskOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where to listen. Port 0 is any that is free.", valueName: "address:port"))
    var listen = "127.0.0.1:8765"

    @Option(
        help: ArgumentHelp(
            "A file with a token of yours, at least 32 characters; needed where other machines reach the address.",
            valueName: "file"
        ),
        completion: .file()
    )
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "A further name under which the desk may be asked for, such as that of a proxy. May be given again.",
            valueName: "name"
        )
    )
    var allowHost: [String] = []

    @Option(
        help: ArgumentHelp("The folder that uploads land in. Default: no uploads are taken.", valueName: "dir"),
        completion: .directory
    )
    var inbox: String?

    @Option(help: ArgumentHelp("The most that an upload may have.", valueName: "size"))
    var uploadLimit = "50G"

    @Option(help: ArgumentHelp("How long what is under way has to end.", valueName: "s"))
    var stopWithin = 30

    @Flag(help: "Answer /metrics with counts for Prometheus, to who has the token.")
    var metrics = false

    func validate() throws {
        _ = try address()
        _ = try limit()
        guard 0...3600 ~= stopWithin else { throw ValidationError("--stop-within is to be from 0 to 3600 seconds") }
        if let name = allowHost.first(where: { $0.isEmpty || $0.contains("/") || $0.contains(" ") }) {
            throw ValidationError("--allow-host is a name such as desk.example.org, not \"\(name.oneLine)\"")
        }
    }

    /// The address and the port of `--listen`.
    func address() throws -> (String, Int) {
        let problem = ValidationError(
            "--listen is an address and a port such as 127.0.0.1:8765, not \"\(listen.oneLine)\""
        )
        guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
            0...65_535 ~= port
        else { throw problem }
        var address = String(listen[..<colon])
        if address.hasPrefix("["), address.hasSuffix("]") { address = String(address.dropFirst().dropLast()) }
        if address.isEmpty { throw problem }
        return (address, port)
    }

    private func limit() throws -> Int {
        let units: [Character: Double] = ["k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
        let unit = uploadLimit.last.flatMap { units[$0] }
        if let value = Double(unit == nil ? uploadLimit[...] : uploadLimit.dropLast()),
            (1...1e15).contains(value * (unit ?? 1))
        {
            return Int(value * (unit ?? 1))
        }
        throw ValidationError("--upload-limit is a size such as 500M or 50G, not \"\(uploadLimit.oneLine)\"")
    }

    /// The same for the desk's program.
    func arguments(
        _ outbox: FilePath,
        _ operators: OperatorOptions,
        _ surroundings: Surroundings
    ) throws -> [String] {
        let (address, port) = try address()
        var words = ["--output", outbox.string, "--address", address, "--port", "\(port)"]
        words += ["--upload-limit", "\(try limit())", "--grace", "\(stopWithin)"]
        words += ["--program", HelperPlace.program.string]
        for name in allowHost { words += ["--host", name] }
        if let tokenFile { words += ["--token-file", FilePath(tokenFile).absolute(in: surroundings.folder).string] }
        if let inbox {
            let path = FilePath(inbox).absolute(in: surroundings.folder)
            guard try FileFacts.ifPresent(path)?.kind == .directory else {
                throw ValidationError("there is no folder \(path); make it, or name another --inbox")
            }
            words += ["--inbox", path.string]
        }
        if metrics { words.append("--metrics") }
        let settings = try operators.resolver([:], surroundings).defaults()
        if settings.analyst == .openai { words.append("--has-model") }
        if surroundings.services.assetHost.credentials.areSet { words.append("--has-mux") }
        for word in operators.words(in: surroundings.folder) { words += ["--program-flag", word] }
        return words
    }
}
