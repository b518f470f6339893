extension VideoManifest {
    /// A schema.org VideoObject whose `hasPart` lists the moments as Clips, for the page that shows the video.
    ///
    /// The addresses of the video and of the first thumbnail are relative to the page, as the outbox lays the files out
    /// beside it; `uploadDate` is when the video came.
    /// `<`, `>` and `&` are written as `\u003c` and so on, so that no text ends the script element it is pasted into.
    func jsonLD(pageURL: String?) throws(ExportError) -> String {
        let page = try pageURL.map(Self.checkedPageURL)
        var video: [String: JSONValue] = [
            "@context": "https://schema.org",
            "@type": "VideoObject",
            "name": .string(source.stem),
            "description": .string(moments.indices.map { title(ofMomentAt: $0) }.joined(separator: "; ")),
            "uploadDate": .string(createdAt.description),
            "contentUrl": .string(Self.link(to: source.name, on: page)),
            "hasPart": .array(
                chapters().map { chapter in
                    [
                        "@type": "Clip",
                        "name": .string(chapter.title),
                        "startOffset": .number(chapter.start.seconds),
                        "endOffset": .number(chapter.end.seconds),
                        "url": .string(Self.link(to: chapter.start, on: page ?? "")),
                    ]
                }
            ),
        ]
        if let thumbnail = clips.lazy.compactMap(\.thumbnail).first {
            video["thumbnailUrl"] = .string(Self.link(to: thumbnail, on: page))
        }
        if let page {
            video["url"] = .string(page)
        }
        if let seconds = knownDuration {
            video["duration"] = .string("PT\(Milliseconds(seconds: seconds).decimal)S")
        }
        if let language = transcript?.language {
            video["inLanguage"] = .line(language)
        }
        return try Self.scriptSafe(JSONValue.object(video).text())
    }

    /// A file beside the page; relative where the page is not known (RFC 3986, 5.2).
    private static func link(to file: String, on page: String?) -> String {
        let path = file.percentEncodedPath
        guard let page else { return path }
        let address = page.prefix { $0 != "?" && $0 != "#" }
        // Two slashes are those behind the scheme.
        let folder =
            address.count { $0 == "/" } > 2
            ? address.prefix(through: address.lastIndex(of: "/") ?? address.startIndex) : address + "/"
        return folder + path
    }

    /// The page at a time: `?t=` in whole seconds, as the common players take it, before any fragment.
    private static func link(to start: Milliseconds, on page: String) -> String {
        let parts = page.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts.first ?? ""
        let fragment = parts.count > 1 ? "#" + parts[1] : ""
        return "\(address)\(address.contains("?") ? "&" : "?")t=\(start.wholeSeconds)\(fragment)"
    }

    /// Refuses all but an http or https URL with a host, in the printable ASCII that a URL is written in (RFC 3986).
    private static func checkedPageURL(_ url: String) throws(ExportError) -> String {
        let scheme = ["https://", "http://"].first(where: url.lowercased().hasPrefix)
        let host = scheme.map { url.dropFirst($0.count) } ?? ""
        let isPrintable = url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"\"<>\\^`{|}".utf8.contains($0) }
        guard let first = host.first, !"/?#".contains(first), isPrintable else { throw .badPageURL(url) }
        return url
    }

    /// `<`, `>` and `&` stand in JSON only within strings, where the escapes mean the same.
    private static func scriptSafe(_ json: String) -> String {
        json.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "<": result += "\\u003c"
            case ">": result += "\\u003e"
            case "&": result += "\\u0026"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
