package dev.monitor.dashboard;

import java.util.List;
import java.util.Objects;

import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * {@link Viewers} whom the application itself knows, and gave a role. A request of theirs
 * carries what a browser sends by itself, such as a cookie; so it has a header as well
 * that no page of another origin can add.
 *
 * @param role the role of those who may see the page
 * @param operateRole the role of those who may do more, {@code null} if none may
 */
public record RoleViewers(String role, @Nullable String operateRole) implements Viewers {

	private static final HttpResponse NO_HEADER = Problem.of(403, "The header Monitor-Dashboard is missing.");

	private static final HttpResponse NO_ROLE = Problem.of(403, "This account does not open the dashboard.");

	@Override
	public Visit visit(HttpRequest request) {
		if (!request.header("monitor-dashboard").equals(List.of("1"))) {
			return Visit.refused(NO_HEADER);
		}
		boolean operator = this.operateRole != null && request.isUserInRole(this.operateRole);
		if (!operator && !request.isUserInRole(this.role)) {
			return Visit.refused(NO_ROLE);
		}
		return Visit.admitted(operator ? AccessLevel.OPERATE : AccessLevel.VIEW,
				Objects.requireNonNullElse(request.user(), ""));
	}

}
