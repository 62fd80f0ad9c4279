import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Receives HL7 v2 over MLLP, parses each message as HAPI does by default, acknowledges it and keeps nothing. Prints the port once it listens, and
 * for each line that it reads the seconds of processor it has used; ends with its input.
 */
public class Receiver {
  public static void main(String[] args) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    HapiContext context = new DefaultHapiContext();
    HL7Service server = context.newServer(port, false);
    server.registerApplication("*", "*", new ReceivingApplication<Message>() {
      @Override
      public Message processMessage(Message message, Map<String, Object> about) {
        try {
          return message.generateACK();
        } catch (Exception error) {
          throw new IllegalStateException(error);
        }
      }

      @Override
      public boolean canProcess(Message message) {
        return true;
      }
    });
    server.startAndWait();
    System.out.println(port);
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var asked = new BufferedReader(new InputStreamReader(System.in));
    while (asked.readLine() != null) System.out.println(system.getProcessCpuTime() / 1e9);
    System.exit(0);
  }
}
