-- What a person asks for. `month(due)` is put into the words of the database.

-- The flat row, as in CSV, with the document it stands in.
CREATE VIEW tasks AS
SELECT d.kind AS document_kind, d.number AS document_number, d.date AS document_date, d.issuer, a.label AS appendix,
    i.section, i.section_title, i."order", i.id, i.parent_id, i.number, i.task, i.lead, i.partner, i.deadline, i.leads,
    i.partners, i.due, i.deadline_kind, i.edtf, i.recurrence, i.product, i.budget, i.note, i.extra, i.citations,
    i.page_first, i.page_last, i.diagnostics, i.ongoing, i.look, i.document_id, i.appendix AS appendix_index,
    d.source_name
FROM items i
JOIN documents d ON d.id = i.document_id
JOIN appendices a ON a.document_id = i.document_id AND a.appendix = i.appendix;

-- What has a day that has passed, by the database's own day. Of any other day: SELECT * FROM tasks WHERE due < '2025-06-30'.
CREATE VIEW tasks_overdue AS SELECT * FROM tasks WHERE due < CURRENT_DATE;

-- A task that several bodies lead counts with each of them.
CREATE VIEW tasks_by_agency_month AS
SELECT coalesce(o.canonical, o.name) AS agency, month(due) AS month, count(*) AS tasks,
    sum(CASE WHEN i.ongoing THEN 1 ELSE 0 END) AS ongoing
FROM items i
JOIN item_organizations o ON o.item_id = i.id AND o.role = 'lead'
GROUP BY coalesce(o.canonical, o.name), month(due);
