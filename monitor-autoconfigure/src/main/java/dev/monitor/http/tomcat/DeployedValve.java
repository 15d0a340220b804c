package dev.monitor.http.tomcat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import jakarta.servlet.ServletContext;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.Valve;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.core.ContainerBase;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Valve} in the context of an application that was deployed to Tomcat as a war.
 * The context is found by the resources, which Tomcat keeps in an attribute of the
 * {@link ServletContext}. A context outlives the application when that is reloaded, so
 * the valve has to be removed at the application's end.
 */
public final class DeployedValve implements AutoCloseable {

	/**
	 * What {@link ContainerBase} remembers of its access logs once a request is over.
	 */
	private static final @Nullable VarHandle ACCESS_LOG = field("accessLog", AccessLog.class);

	private static final @Nullable VarHandle SCANNED = field("accessLogScanComplete", boolean.class);

	private final Context context;

	private final Valve valve;

	private DeployedValve(Context context, Valve valve) {
		this.context = context;
		this.valve = valve;
	}

	/**
	 * Add a valve.
	 * @param valve the valve, new
	 * @param application the application as its container knows it
	 * @return the valve, to be closed; {@code null} if the container is no Tomcat
	 */
	public static @Nullable DeployedValve add(Valve valve, ServletContext application) {
		if (!(application.getAttribute(Globals.RESOURCES_ATTR) instanceof WebResourceRoot resources)) {
			return null;
		}
		Context context = resources.getContext();
		context.getPipeline().addValve(valve);
		forgetAccessLogs(context);
		return new DeployedValve(context, valve);
	}

	@Override
	public void close() {
		this.context.getPipeline().removeValve(this.valve);
		forgetAccessLogs(this.context);
	}

	/**
	 * Tomcat looks for access logs once in the life of a context, and would go on with
	 * those of an application that is gone.
	 */
	private static void forgetAccessLogs(Context context) {
		if (context instanceof ContainerBase container && ACCESS_LOG != null && SCANNED != null) {
			ACCESS_LOG.setVolatile(container, null);
			SCANNED.setVolatile(container, false);
		}
	}

	private static @Nullable VarHandle field(String name, Class<?> type) {
		try {
			return MethodHandles.privateLookupIn(ContainerBase.class, MethodHandles.lookup())
				.findVarHandle(ContainerBase.class, name, type);
		}
		catch (ReflectiveOperationException | RuntimeException ex) {
			return null;
		}
	}

}
