import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.SearchStyleEnum;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import ca.uhn.fhir.rest.gclient.TokenClientParam;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.validation.FhirValidator;
import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;

/**
 * HAPI FHIR as judge and as client. A line of JSON in, a line of JSON out:
 *   {"op":"validate","resource":"…"}                       → {"issues":[{"severity","where","what"}]}
 *   {"op":"…","base":"http://…","token":"…","type","id"…}  → {"status":200, …} or {"status":401,"outcome":true}
 * Arguments: folders with StructureDefinitions and ValueSets (JSON) that resources may claim.
 */
public class Peer {
  static final FhirContext fhir = FhirContext.forR4();
  static final Gson gson = new Gson();

  static FhirValidator validator(String[] folders) throws Exception {
    var claimed = new PrePopulatedValidationSupport(fhir);
    for (var folder : folders)
      try (var files = Files.list(Path.of(folder))) {
        for (var file : files.filter(f -> f.toString().endsWith(".json")).toList())
          try {
            claimed.addResource(fhir.newJsonParser().parseResource(Files.readString(file)));
          } catch (Exception e) {
            // Packages hold other files too.
          }
      }
    var unknown = new UnknownCodeSystemWarningValidationSupport(fhir);
    unknown.setNonExistentCodeSystemSeverity(ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity.WARNING);
    var chain = new ValidationSupportChain(
        new DefaultProfileValidationSupport(fhir), claimed, new CommonCodeSystemsTerminologyService(fhir),
        new InMemoryTerminologyServerValidationSupport(fhir), new SnapshotGeneratingValidationSupport(fhir), unknown);
    return fhir.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }

  static Map<String, Object> validate(FhirValidator validator, String text) {
    var issues = new ArrayList<Map<String, String>>();
    for (var m : validator.validateWithResult(text).getMessages())
      issues.add(Map.of("severity", m.getSeverity().getCode(), "where", String.valueOf(m.getLocationString()), "what", m.getMessage()));
    return Map.of("issues", issues);
  }

  static IGenericClient client(JsonObject ask) {
    fhir.getRestfulClientFactory().setServerValidationMode(ca.uhn.fhir.rest.client.api.ServerValidationModeEnum.ONCE);
    var client = fhir.newRestfulGenericClient(ask.get("base").getAsString());
    if (ask.has("token")) client.registerInterceptor(new BearerTokenAuthInterceptor(ask.get("token").getAsString()));
    return client;
  }

  static String said(JsonObject ask, String name) {
    return ask.has(name) ? ask.get(name).getAsString() : null;
  }

  static List<String> idsIn(Bundle bundle) {
    return bundle.getEntry().stream().map(e -> e.getResource().getIdElement().toUnqualifiedVersionless().getValue()).toList();
  }

  static Map<String, Object> of(Bundle b) {
    return Map.of("status", 200, "type", b.getType().toCode(), "total", b.getTotal(), "ids", idsIn(b),
        "fullUrls", b.getEntry().stream().map(e -> String.valueOf(e.getFullUrl())).toList());
  }

  static Map<String, Object> of(IBaseResource r) {
    return Map.of("status", 200, "id", r.getIdElement().toUnqualified().getValue(), "version", String.valueOf(r.getIdElement().getVersionIdPart()));
  }

  static Map<String, Object> ask(JsonObject ask) {
    var client = client(ask);
    var type = said(ask, "type");
    var id = said(ask, "id");
    switch (said(ask, "op")) {
      case "read": return of(client.read().resource(type).withId(id).execute());
      case "vread": return of(client.read().resource(type).withIdAndVersion(id, said(ask, "version")).execute());
      case "history": return of(client.history().onInstance(type + "/" + id).returnBundle(Bundle.class).execute());
      case "search": {
        var search = client.search().forResource(type);
        for (var e : ask.getAsJsonObject("by").entrySet()) search = search.where(new TokenClientParam(e.getKey()).exactly().code(e.getValue().getAsString()));
        return of(search.usingStyle(ask.has("post") ? SearchStyleEnum.POST : SearchStyleEnum.GET).returnBundle(Bundle.class).execute());
      }
      case "everything": {
        var operation = client.operation().onInstance("Patient/" + id).named("$everything");
        if (ask.has("post")) {
          var parameters = new Parameters();
          if (ask.has("types")) parameters.addParameter().setName("_type").setValue(new StringType(said(ask, "types")));
          return of(operation.withParameters(parameters).returnResourceType(Bundle.class).execute());
        }
        return of(operation.withNoParameters(Parameters.class).useHttpGet().returnResourceType(Bundle.class).execute());
      }
      case "create": {
        MethodOutcome outcome = client.create().resource(said(ask, "resource")).execute();
        return Map.of("status", outcome.getResponseStatusCode(), "id", String.valueOf(outcome.getId()));
      }
      case "transaction": {
        var answer = client.transaction().withBundle((Bundle) fhir.newJsonParser().parseResource(said(ask, "resource"))).execute();
        return Map.of("status", 200, "type", answer.getType().toCode(),
            "responses", answer.getEntry().stream().map(e -> List.of(
                String.valueOf(e.getResponse().getStatus()), String.valueOf(e.getResponse().getLocation()), String.valueOf(e.getResponse().getEtag()))).toList());
      }
      default: throw new IllegalArgumentException("unknown op");
    }
  }

  public static void main(String[] folders) throws Exception {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var validator = validator(folders);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    out.println("READY");
    for (String line; (line = in.readLine()) != null; ) {
      Object answer;
      try {
        var ask = gson.fromJson(line, JsonObject.class);
        answer = said(ask, "op").equals("validate") ? validate(validator, said(ask, "resource")) : ask(ask);
      } catch (BaseServerResponseException e) {
        answer = Map.of("status", e.getStatusCode(), "outcome", e.getOperationOutcome() != null);
      } catch (Exception e) {
        answer = Map.of("failed", String.valueOf(e));
      }
      out.println(gson.toJson(answer));
    }
  }
}
