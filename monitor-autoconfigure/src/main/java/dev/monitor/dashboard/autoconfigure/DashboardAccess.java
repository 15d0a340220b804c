package dev.monitor.dashboard.autoconfigure;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import dev.monitor.dashboard.AccessLevel;
import dev.monitor.dashboard.RoleViewers;
import dev.monitor.dashboard.TokenHolder;
import dev.monitor.dashboard.TokenViewers;
import dev.monitor.dashboard.Viewers;
import dev.monitor.dashboard.autoconfigure.DashboardProperties.Access;
import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.AccessToken;
import dev.monitor.guard.LoopbackRule;
import dev.monitor.guard.TokenHash;
import dev.monitor.guard.TokenRule;
import dev.monitor.guard.property.ConfiguredTokens;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the page, as {@link DashboardProperties} have it. The key of this start is
 * kept until it was told, and as a hash from the beginning.
 */
final class DashboardAccess {

	private static final int KEY_BYTES = 32;

	private final ConfiguredTokens tokens;

	private final Viewers viewers;

	private @Nullable String key;

	DashboardAccess(DashboardProperties properties) {
		DashboardSettings.check(properties);
		this.tokens = new ConfiguredTokens(DashboardSettings.TOKENS, properties.getTokens());
		Access mode = DashboardSettings.mode(properties);
		this.viewers = switch (mode) {
			case ROLE -> new RoleViewers(Objects.requireNonNull(properties.getRole()), properties.getOperateRole());
			case KEY -> keyHolders();
			default -> new TokenViewers(rule(this.tokens.all()), tokenHolders(properties), System::nanoTime);
		};
	}

	Viewers viewers() {
		return this.viewers;
	}

	/**
	 * Tell whether the application's own security decides.
	 */
	boolean isByRole() {
		return this.viewers instanceof RoleViewers;
	}

	/**
	 * Return what counts refusals, {@code null} if the application's own security
	 * decides.
	 */
	@Nullable AccessGuard guard() {
		return (this.viewers instanceof TokenViewers holders) ? holders.guard() : null;
	}

	/**
	 * Return the key of this start, once.
	 */
	@Nullable String takeKey() {
		String taken = this.key;
		this.key = null;
		return taken;
	}

	void start() {
		this.tokens.start();
	}

	void stop() {
		this.tokens.stop();
		if (this.viewers instanceof TokenViewers holders) {
			holders.close();
		}
	}

	private Viewers keyHolders() {
		byte[] bytes = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(bytes);
		String made = HexFormat.of().formatHex(bytes);
		this.key = made;
		AccessRule holders = rule(List.of(new AccessToken(TokenHash.of(made), null)));
		return new TokenViewers(new LoopbackRule(holders),
				List.of(new TokenHolder("key", AccessLevel.VIEW, AccessRule.OPEN)), System::nanoTime);
	}

	private List<TokenHolder> tokenHolders(DashboardProperties properties) {
		List<TokenHolder> holders = new ArrayList<>();
		properties.getTokens()
			.forEach((name, token) -> holders
				.add(new TokenHolder(name, token.getLevel(), rule(this.tokens.named(List.of(name))))));
		return holders;
	}

	private static AccessRule rule(Collection<AccessToken> tokens) {
		return new TokenRule(tokens, Clock.systemUTC());
	}

}
