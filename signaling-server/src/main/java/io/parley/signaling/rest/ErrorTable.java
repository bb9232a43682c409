package io.parley.signaling.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What docs/errors.md says about each code: the rows of all tables in it whose first column is {@code code}.
 *
 * @param entries in the order of the document
 */
record ErrorTable(List<Entry> entries) {

    private static final String RESOURCE = "docs/errors.md";

    ErrorTable {
        entries = List.copyOf(entries);
    }

    /**
     * One row, about one code.
     *
     * @param section heading above the table
     * @param details the columns after the code, with their headings
     */
    record Entry(int code, String section, List<Detail> details) {

        /** What the code means, or an empty text where the table does not say. */
        String meaning() {
            return details.stream()
                    .filter(detail -> detail.heading().equals("meaning"))
                    .map(Detail::markdown)
                    .findFirst()
                    .orElse("");
        }
    }

    record Detail(String heading, String markdown) {}

    /** Reads the document that is built into the server. */
    static ErrorTable load() {
        try (InputStream in = ErrorTable.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not in the class path");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ErrorTable parse(String markdown) {
        List<Entry> entries = new ArrayList<>();
        String section = "";
        List<String> headings = List.of();
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                section = line.substring(3);
            }
            if (!line.startsWith("|")) {
                headings = List.of();
            } else if (headings.isEmpty()) {
                headings = cells(line);
            } else if (headings.get(0).equals("code") && !line.startsWith("|--")) {
                addRow(entries, section, headings, cells(line));
            }
        }
        return new ErrorTable(entries);
    }

    /** The first cell may name several codes. */
    private static void addRow(List<Entry> entries, String section, List<String> headings, List<String> cells) {
        List<Detail> details = new ArrayList<>();
        for (int i = 1; i < headings.size() && i < cells.size(); i++) {
            details.add(new Detail(headings.get(i), cells.get(i)));
        }
        for (String code : cells.get(0).split(",", -1)) {
            entries.add(new Entry(Integer.parseInt(code.strip()), section, List.copyOf(details)));
        }
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
        List<String> cells = new ArrayList<>();
        for (String cell : inner.split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    /** Everything that is said about {@code code}; it may stand in several sections. */
    List<Entry> about(int code) {
        return entries.stream().filter(entry -> entry.code() == code).toList();
    }
}
