// JSON for people and programs: snake_case keys, every key always present, nil as null.

extension Captions: Encodable {
    private enum CodingKeys: String, CodingKey {
        case format, language, cues, regions, stylesheets, problems, notes
    }

    /// Writes all parts; `language` is null where it is not known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(format, forKey: .format)
        try container.encode(language, forKey: .language)
        try container.encode(cues, forKey: .cues)
        try container.encode(regions, forKey: .regions)
        try container.encode(stylesheets, forKey: .stylesheets)
        try container.encode(problems, forKey: .problems)
        try container.encode(notes, forKey: .notes)
    }
}

extension CueSettings: Encodable {
    private enum CodingKeys: String, CodingKey {
        case vertical, line, position, size, align, region
        case snapToLines = "snap_to_lines"
        case lineAlign = "line_align"
        case positionAlign = "position_align"
    }

    /// Writes all settings; `line`, `position` and `region` are null where they are auto or absent.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(vertical, forKey: .vertical)
        try container.encode(line, forKey: .line)
        try container.encode(snapToLines, forKey: .snapToLines)
        try container.encode(lineAlign, forKey: .lineAlign)
        try container.encode(position, forKey: .position)
        try container.encode(positionAlign, forKey: .positionAlign)
        try container.encode(size, forKey: .size)
        try container.encode(align, forKey: .align)
        try container.encode(region, forKey: .region)
    }
}

extension Sentence: Encodable {
    private enum CodingKeys: String, CodingKey {
        case text, start, end, speaker, words, ending
    }

    /// Writes all parts; `speaker` is null where it is not known.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(start, forKey: .start)
        try container.encode(end, forKey: .end)
        try container.encode(speaker, forKey: .speaker)
        try container.encode(words, forKey: .words)
        try container.encode(ending, forKey: .ending)
    }
}
