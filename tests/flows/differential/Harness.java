import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.QuestionDef;
import org.javarosa.core.model.SelectChoice;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeElement;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.util.XFormAnswerDataParser;
import org.javarosa.xform.util.XFormUtils;

/**
 * What JavaRosa makes of answers: one interview a line in, one line out, both JSON.
 *
 * <p>In: {"form": XForm, "zone": IANA name, "language": code or "", "steps": [step…]}; a step is
 * ["set", path, value], ["try", path, value], ["add", repeat], ["delete", entry], ["choices", path],
 * ["state"] or ["again"] (everything is worked out anew). Paths are /data/group/repeat[2]/name, entries counted from 1. Out: what each step
 * came to: true or false for a trial, names for choices, else [path, "relevant required", value]
 * of what changed since the last state. A form begins with no entry in its repeats.
 */
public final class Harness {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final FormDef form;
    private final FormEntryController controller;
    private Map<String, String[]> before = new TreeMap<>();

    private Harness(JsonNode given) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(given.get("zone").asText()));
        byte[] xml = given.get("form").asText().getBytes(StandardCharsets.UTF_8);
        form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xml));
        form.initialize(true, new InstanceInitializationFactory());
        controller = new FormEntryController(new FormEntryModel(form));
        if (form.getLocalizer() != null && !given.get("language").asText().isEmpty()) {
            controller.setLanguage(given.get("language").asText());
        }
        emptyRepeats();
    }

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new XFormsModule().registerModule();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode given = JSON.readTree(line);
            ArrayNode results = JSON.createArrayNode();
            Harness harness = new Harness(given);
            for (JsonNode step : given.get("steps")) {
                results.add(harness.take(step));
            }
            out.println(JSON.writeValueAsString(results));
        }
    }

    private JsonNode take(JsonNode step) throws Exception {
        String what = step.get(0).asText();
        String path = step.size() > 1 ? step.get(1).asText() : "";
        switch (what) {
            case "try":
                return JSON.getNodeFactory().booleanNode(tried(path, step.get(2).asText()));
            case "choices":
                return choices(path);
            case "set":
                TreeReference at = reference(path);
                form.setValue(data(at, step.get(2).asText()), at, true);
                break;
            case "add":
                controller.newRepeat(newEntry(path));
                emptyRepeats(path + "[" + entries(path) + "]");
                break;
            case "delete":
                controller.deleteRepeat(index(path));
                break;
            case "again":
                form.initialize(false, new InstanceInitializationFactory());
                break;
            default:
                break;
        }
        walk();
        return changed();
    }

    private boolean tried(String path, String value) throws Exception {
        TreeReference at = reference(path);
        return form.evaluateConstraint(at, data(at, value));
    }

    private ArrayNode choices(String path) {
        ArrayNode names = JSON.createArrayNode();
        FormIndex at = index(path);
        List<SelectChoice> open = controller.getModel().getQuestionPrompt(at).getSelectChoices();
        for (SelectChoice choice : open == null ? List.<SelectChoice>of() : open) {
            names.add(choice.getValue());
        }
        return names;
    }

    /** Steps over the whole form: it makes the entries of counted repeats. */
    private void walk() {
        controller.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        while (controller.stepToNextEvent() != FormEntryController.EVENT_END_OF_FORM) {
            continue;
        }
    }

    /** Takes away the first entries that a form comes with, where a person adds them. */
    private void emptyRepeats() {
        emptyRepeats("/");
    }

    private void emptyRepeats(String below) {
        boolean again = true;
        while (again) {
            again = false;
            for (FormIndex at = first(); at.isInForm(); at = next(at)) {
                if (controller.getModel().getEvent(at) == FormEntryController.EVENT_REPEAT
                    && !counted(at)
                    && !name(at.getReference()).equals(below)
                    && name(at.getReference()).startsWith(below)) {
                    controller.deleteRepeat(at);
                    again = true;
                    break;
                }
            }
        }
        walk();
    }

    private boolean counted(FormIndex at) {
        org.javarosa.core.model.IFormElement element = form.getChild(at);
        return element instanceof org.javarosa.core.model.GroupDef
            && ((org.javarosa.core.model.GroupDef) element).getCountReference() != null;
    }

    private FormIndex first() {
        return next(FormIndex.createBeginningOfFormIndex());
    }

    private FormIndex next(FormIndex at) {
        return controller.getModel().incrementIndex(at);
    }

    private FormIndex index(String path) {
        for (FormIndex at = first(); at.isInForm(); at = next(at)) {
            if (controller.getModel().getEvent(at) != FormEntryController.EVENT_PROMPT_NEW_REPEAT
                && name(at.getReference()).equals(path)) {
                return at;
            }
        }
        throw new IllegalArgumentException("nothing at " + path);
    }

    private FormIndex newEntry(String repeat) {
        for (FormIndex at = first(); at.isInForm(); at = next(at)) {
            if (controller.getModel().getEvent(at) == FormEntryController.EVENT_PROMPT_NEW_REPEAT
                && name(at.getReference()).replaceAll("\\[[0-9]+\\]$", "").equals(repeat)) {
                return at;
            }
        }
        throw new IllegalArgumentException("no entry can be added at " + repeat);
    }

    private int entries(String repeat) {
        int found = 0;
        for (FormIndex at = first(); at.isInForm(); at = next(at)) {
            if (controller.getModel().getEvent(at) == FormEntryController.EVENT_REPEAT
                && name(at.getReference()).replaceAll("\\[[0-9]+\\]$", "").equals(repeat)) {
                found++;
            }
        }
        return found;
    }

    private TreeReference reference(String path) {
        TreeReference at = TreeReference.rootRef();
        for (String part : path.substring(1).split("/")) {
            int bracket = part.indexOf('[');
            String step = bracket < 0 ? part : part.substring(0, bracket);
            int entry = bracket < 0 ? 0
                : Integer.parseInt(part.substring(bracket + 1, part.length() - 1)) - 1;
            at.add(step, entry);
        }
        return at;
    }

    private IAnswerData data(TreeReference at, String value) {
        if (value.isEmpty()) {
            return null;
        }
        QuestionDef question = FormDef.findQuestionByRef(at.genericize(), form);
        int control = question == null ? Constants.CONTROL_UNTYPED : question.getControlType();
        if (control == Constants.CONTROL_SELECT_ONE) {
            return new SelectOneData(new Selection(value));
        }
        if (control == Constants.CONTROL_SELECT_MULTI || control == Constants.CONTROL_RANK) {
            List<Selection> chosen = new ArrayList<>();
            for (String name : value.split(" ")) {
                chosen.add(new Selection(name));
            }
            return control == Constants.CONTROL_RANK
                ? new MultipleItemsData(chosen) : new SelectMultiData(chosen);
        }
        int type = form.getMainInstance().resolveReference(at).getDataType();
        return XFormAnswerDataParser.getAnswerData(value, type);
    }

    private ArrayNode changed() {
        Map<String, String[]> now = new TreeMap<>();
        TreeElement root = form.getMainInstance().getRoot();
        collect(root, "/" + root.getName(), now);
        ArrayNode found = JSON.createArrayNode();
        for (Map.Entry<String, String[]> each : now.entrySet()) {
            String[] old = before.get(each.getKey());
            if (old == null || !java.util.Arrays.equals(old, each.getValue())) {
                found.addArray().add(each.getKey()).add(each.getValue()[0]).add(each.getValue()[1]);
            }
        }
        for (String gone : before.keySet()) {
            if (!now.containsKey(gone)) {
                found.addArray().add(gone);
            }
        }
        before = now;
        return found;
    }

    private void collect(TreeElement node, String path, Map<String, String[]> into) {
        String marks = (node.isRelevant() ? "r" : "") + (node.isRequired() ? "!" : "");
        IAnswerData value = node.getValue();
        into.put(path, new String[] {marks, value == null ? "" : value.uncast().getString()});
        for (int i = 0; i < node.getNumChildren(); i++) {
            TreeElement child = node.getChildAt(i);
            if (child.getMultiplicity() == TreeReference.INDEX_TEMPLATE) {
                continue;
            }
            String name = path + "/" + child.getName();
            collect(child, child.isRepeatable() ? name + "[" + (child.getMult() + 1) + "]" : name, into);
        }
    }

    /** Returns the path as ours has it: entry numbers for repeats only. */
    private String name(TreeReference at) {
        StringBuilder path = new StringBuilder();
        TreeReference here = TreeReference.rootRef();
        for (int i = 0; i < at.size(); i++) {
            here.add(at.getName(i), at.getMultiplicity(i));
            path.append('/').append(at.getName(i));
            TreeElement node = form.getMainInstance().getTemplatePath(here);
            boolean repeat = node != null && node.isRepeatable();
            if (repeat && at.getMultiplicity(i) >= 0) {
                path.append('[').append(at.getMultiplicity(i) + 1).append(']');
            }
        }
        return path.toString();
    }
}
