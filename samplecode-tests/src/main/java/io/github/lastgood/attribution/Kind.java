package io.github.lastgood.attribution;

import java.util.Random;

/// The kinds of series, and whether the deployment caused what happens in them.
enum Kind {
  STEP("step with the deployment", true, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      return noise.alarm(noise.metric().plus(step(random.nextInt(6), noise.height())));
    }
  },
  ERRORS("errors out of nearly nothing", true, true) {
    @Override
    Case draw(Random random) {
      var rate = random.nextDouble();
      var many = 10 + random.nextInt(60);
      var begin = random.nextInt(6);
      var metric =
          new Metric().plus(minute -> Noise.count(random, minute < begin ? rate : rate + many));
      return new Case(metric, 4 + many / 4.0, 2);
    }
  },
  LEAK("ramp that begins with the deployment", true, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      return noise.alarm(noise.metric().plus(ramp(2, 10 + random.nextInt(45), noise.height())));
    }
  },
  STEP_ON_A_DAILY_RISE("step on a daily rise", true, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var daily = daily(random, noise.height() * 0.3);
      return noise.alarm(noise.metric().plus(daily).plus(step(random.nextInt(6), noise.height())));
    }
  },
  LATE_STEP("step 25 to 60 min after, by what was deployed", true, false) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      return noise.alarm(noise.metric().plus(step(25 + random.nextInt(35), noise.height())));
    }
  },
  SPARSE("step, one point in three to ten minutes", true, false) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var metric = noise.metric().plus(step(random.nextInt(6), noise.height()));
      metric.losing(1 - 1.0 / (3 + random.nextInt(8)), Metric.FIRST, random);
      return new Case(metric, noise.threshold(), 1);
    }
  },
  MISSING("step, and most points since are missing", true, false) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var metric = noise.metric().plus(step(random.nextInt(6), noise.height()));
      metric.losing(0.8, 0, random);
      return new Case(metric, noise.threshold(), 1);
    }
  },
  RAMP_BEFORE("ramp that began before", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var began = -10 - random.nextInt(40);
      return noise.alarm(
          noise.metric().plus(ramp(began, 5 + random.nextInt(30) - began, noise.height())));
    }
  },
  LONG_DRIFT("drift of many hours", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var began = -120 - random.nextInt(600);
      return noise.alarm(
          noise.metric().plus(ramp(began, 5 + random.nextInt(40) - began, noise.height())));
    }
  },
  DAILY_RISE("daily rise", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      return noise.alarm(noise.metric().plus(daily(random, noise.height() * 1.3)));
    }
  },
  RED_BEFORE("red before, on and off", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var on = 3 + random.nextInt(6);
      var off = 2 + random.nextInt(6);
      var since = -20 - random.nextInt(30);
      return noise.alarm(
          noise
              .metric()
              .plus(minute ->
                  minute >= since && Math.floorMod(minute - since, on + off) < on
                      ? noise.height()
                      : 0));
    }
  },
  CHANCE("noise that breaches by chance", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      return new Case(noise.metric(), noise.level() + 1.8 * noise.sigma(), 2);
    }
  },
  SPIKE("single spike", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var at = random.nextInt(40);
      return new Case(
          noise.metric().plus(minute -> minute == at ? noise.height() : 0), noise.threshold(), 1);
    }
  },
  BURSTS("bursts every now and then", false, true) {
    @Override
    Case draw(Random random) {
      var noise = Noise.draw(random);
      var burst = new boolean[Metric.LAST - Metric.FIRST + 5];
      for (int i = 0; i < burst.length - 4; i++) {
        if (random.nextDouble() < 0.03) {
          var length = 2 + random.nextInt(3);
          for (int j = i; j < i + length; j++) {
            burst[j] = true;
          }
        }
      }
      return noise.alarm(
          noise.metric().plus(minute -> burst[minute - Metric.FIRST] ? noise.height() : 0));
    }
  },
  LATE_OTHER("step 25 to 60 min after, by something else", false, false) {
    @Override
    Case draw(Random random) {
      return LATE_STEP.draw(random);
    }
  },
  SHARED_OUTAGE("shared outage while it is deployed", false, true) {
    @Override
    Case draw(Random random) {
      return STEP.draw(random).withAlsoRed(3 + random.nextInt(4));
    }
  },
  LONELY_OUTAGE("outage of what only this target uses, while it is deployed", false, false) {
    @Override
    Case draw(Random random) {
      return STEP.draw(random);
    }
  };

  private final String words;
  private final boolean caused;
  private final boolean tells;

  Kind(String words, boolean caused, boolean tells) {
    this.words = words;
    this.caused = caused;
    this.tells = tells;
  }

  /// A series of this kind; its alarm may never go red.
  abstract Case draw(Random random);

  String words() {
    return words;
  }

  /// The label.
  boolean isCaused() {
    return caused;
  }

  /// Whether the metric says enough to tell. A step long after a deployment, or at the same time by
  /// chance, looks the same whatever caused it.
  boolean tells() {
    return tells;
  }

  private static Metric.Shape step(int begin, double height) {
    return minute -> minute < begin ? 0 : height;
  }

  /// From zero to the height in that many minutes, and on.
  private static Metric.Shape ramp(int begin, int minutes, double height) {
    return minute -> minute < begin ? 0 : height * (minute - begin) / minutes;
  }

  /// A wave of a day whose rise is steepest within two hours of the deployment.
  private static Metric.Shape daily(Random random, double height) {
    var shift = random.nextInt(240) - 120;
    return minute ->
        height * (1 + StrictMath.sin(2 * StrictMath.PI * (minute + shift) / (24 * 60))) / 2;
  }
}
